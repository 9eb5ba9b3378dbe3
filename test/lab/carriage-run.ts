import { Bench, type Cell, casesOf, ways } from '../extension/carriage.ts';
import { possible } from '../extension/carriage-run.ts';
import { originsOfReal, realComposer, realWebmails } from './composers.ts';
import { startSink } from './smtp-sink.ts';
import { startWaypost } from './waypost.ts';
import { sink as place } from './webmails.ts';

/** A run that is repeated starts from nothing, also where the one before was given up and holds its port still. */
let runs = 0;
let former: AsyncDisposableStack | undefined;

/**
 * The matrix over every real webmail, with the extension as it is shipped in dist/.
 * @param cases names of the table; all of them when absent
 */
export async function runWebmails(cases?: readonly string[]): Promise<readonly Cell[]> {
  await former?.disposeAsync();
  const stack = new AsyncDisposableStack();
  former = stack;
  runs += 1;
  try {
    const sink = await startSink(place);
    stack.defer(() => sink.close());
    const browser = await startWaypost(`carriage-${runs}`);
    stack.defer(() => browser.close());
    const bench = await Bench.open(browser, originsOfReal);
    const left = () => sink.transactions.filter(({ message }) => message !== undefined).length;
    const cells: Cell[] = [];
    /** How many messages had left before each cell, and after the last. */
    const leftBefore = [left()];
    for (const key of realWebmails) {
      const composer = realComposer(key, sink);
      await composer.logIn(bench.page);
      for (const { case: name, given } of casesOf(key, cases))
        for (const way of ways)
          if (possible(name, way)) {
            cells.push(await bench.cell(composer, name, given, way));
            leftBefore.push(left());
          }
    }
    // What was held must not have left after all, however late.
    leftBefore[cells.length] = left();
    const unseen = cells.flatMap((cell, at) => {
      const number = (leftBefore[at + 1] ?? 0) - (leftBefore[at] ?? 0);
      return number === (wasSeenToLeave(cell) ? 1 : 0) ? [] : [`${number} left: ${JSON.stringify(cell)}`];
    });
    if (unseen.length > 0) throw new Error(`not what was seen to leave: ${unseen.join('; ')}`);
    return cells;
  } finally {
    await stack.disposeAsync();
  }
}

const wasSeenToLeave = ({ end, detail }: Cell): boolean =>
  end === 'intact' || (end === 'changed' && detail.startsWith('<'));
