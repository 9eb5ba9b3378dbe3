/** What Waypost costs a webmail's page, beside no extension and other ways to notice a field. Prints plain tables. */
import { cpus, loadavg } from 'node:os';
import { median, textTable } from '../text-table.ts';
import { servePage } from './page.ts';
import { type Run, run } from './run.ts';
import { launch, none, type Subject, subjectNames, waypost } from './subjects.ts';

export const contentParts = ['cost'];

/** Nine times, in turns: what else the machine does hits all of them. The rescan takes a minute and is not close: thrice. */
const rounds = (quick: boolean): number => (quick ? 1 : 9);
const isDue = (name: string, round: number): boolean => name !== 'rescan' || round % 4 === 0;

interface Column {
  readonly title: string;
  readonly of: (run: Run) => number | undefined;
  /** At most, over no extension where that has the same. */
  readonly target?: number;
  readonly digits: number;
}

const columns: readonly Column[] = [
  { title: 'load script ms', of: (one) => one.load, target: 15, digits: 1 },
  { title: '1,000 changes ms', of: (one) => one.storm, target: 10, digits: 1 },
  { title: 'heap MB', of: (one) => one.heap, target: 0.4, digits: 2 },
  { title: 'composing MB', of: (one) => one.heapComposing, target: 1.5, digits: 2 },
  { title: 'found ms', of: (one) => one.found, target: 100, digits: 0 },
  { title: 'marked ms', of: (one) => one.marked, digits: 0 },
  { title: 'longest turn ms', of: (one) => one.longest, target: 50, digits: 1 },
  { title: 'key, text ms', of: (one) => one.keyText, target: 1, digits: 2 },
  { title: 'key, chips ms', of: (one) => one.keyChips, target: 1, digits: 2 },
];

export async function benchContent(
  _parts: readonly string[],
  { quick }: { readonly quick: boolean },
): Promise<void> {
  console.log(`What Waypost costs a page of 27,000 elements, headless Chromium, ${cpus()[0]?.model}.`);
  console.log(
    'Script and heap of the page’s process; a composer appears in the middle of changes; 50 keys behind 100 recipients.',
  );
  const load = loadavg()[0] ?? 0;
  if (load > 1)
    console.log(`This machine is busy (load ${load.toFixed(1)}): figures to quote need a quiet one.`);
  let ended = false;
  process.once('SIGINT', () => {
    ended = true;
    console.log('\nAfter this run: what there is so far.');
  });
  const page = await servePage();
  const subjects: Subject[] = [];
  const found = new Map<string, Run[]>(subjectNames.map((name) => [name, []]));
  try {
    for (const name of subjectNames) subjects.push(await launch(name));
    for (let round = 0; round < rounds(quick); round++) {
      for (const subject of subjects) {
        if (ended || !isDue(subject.name, round)) continue;
        found.get(subject.name)?.push(await run(subject, page.url));
        process.stderr.write('.');
      }
    }
  } finally {
    process.stderr.write('\n');
    for (const subject of subjects) await subject.close();
    page.close();
  }
  const runs = subjectNames.map((name) => `${name} ${found.get(name)?.length}`).join(', ');
  console.log(`\nLeast, median and most; runs: ${runs}\n`);
  console.log(
    textTable(
      ['', ...columns.map(({ title }) => title)],
      subjectNames.map((name) => [
        name,
        ...columns.map(({ of, digits }) => spread(valuesOf(found, name, of), digits)),
      ]),
    ),
  );
  console.log('\nWaypost over no extension, by medians\n');
  console.log(textTable(['', 'over', 'at most', ''], columns.filter(({ target }) => target).map(verdict)));

  function verdict({ title, of, target = 0, digits }: Column): readonly string[] {
    const base = valuesOf(found, none, of);
    const over = median(valuesOf(found, waypost, of)) - (base.length > 0 ? median(base) : 0);
    return [title, over.toFixed(digits), String(target), over <= target ? 'holds' : 'DOES NOT HOLD'];
  }
}

function valuesOf(
  found: ReadonlyMap<string, readonly Run[]>,
  name: string,
  of: Column['of'],
): readonly number[] {
  return (found.get(name) ?? []).map(of).filter((value) => value !== undefined);
}

function spread(values: readonly number[], digits: number): string {
  if (values.length === 0) return '-';
  return [Math.min(...values), median(values), Math.max(...values)]
    .map((value) => value.toFixed(digits))
    .join(' ');
}
