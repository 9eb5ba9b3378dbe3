/** What was measured, a row for each webmail, address and way of input: `table.tsv`, beside a server that accepts every RCPT. */
import { readFileSync } from 'node:fs';

export interface Row {
  /** Key of core/webmail. */
  readonly webmail: string;
  /** Names the address: `route2-name`. */
  readonly case: string;
  readonly how: 'typed' | 'pasted';
  readonly given: string;
  /** `sent`: the webmail said so. `refused`: by the webmail itself. */
  readonly outcome: 'sent' | 'refused';
  /** What stood between `<` and `>` in each RCPT TO. */
  readonly rcpt: readonly string[];
  /** The To field that went out. */
  readonly to: string;
}

const file = new URL('table.tsv', import.meta.url);
/** What the table writes for a line break. */
const lineBreak = '⏎';

export const table: readonly Row[] = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line): Row => {
    const [webmail = '', name = '', how, given = '', outcome, rcpt = '', to = ''] = line.split('\t');
    if ((how !== 'typed' && how !== 'pasted') || (outcome !== 'sent' && outcome !== 'refused'))
      throw new Error(`table.tsv: ${line}`);
    return {
      webmail,
      case: name,
      how,
      given: given.replaceAll(lineBreak, '\n'),
      outcome,
      // A path may hold ">": `<user@dest.test>>`.
      rcpt: rcpt === '' ? [] : rcpt.slice(1, -1).split('> <'),
      to,
    };
  });
