/** By whose rules a text is judged. The same text may be right in a header and wrong in an envelope. */
import { code } from './chars.ts';

/**
 * `smtp`: one path, strictly RFC 5321 with RFC 6531. `rfc821`: the same as it was in 1982, ASCII only, IPv4 literals as
 * hops. `header`: a mailbox-list of RFC 5322 and 6532 with groups and obsolete forms. `input`: what people type and paste.
 */
export const profiles = ['smtp', 'rfc821', 'header', 'input'] as const;
export type Profile = (typeof profiles)[number];

/**
 * What a profile means below the grammar: which characters part a list, and which count as white space. All else that
 * tells profiles apart is a column of severities in codes.ts.
 */
export interface Lexicon {
  /** Whether semicolons, line breaks and tabs part a list. Commas do everywhere, so that a strict profile can name one as the fault. */
  readonly lines: boolean;
  /** Whether more than one recipient can stand there. */
  readonly lists: boolean;
  /**
   * Whether it is the body of a header field, RFC 5322: CRLF before white space is folding (§3.2.2), a name before a colon opens a
   * group (§3.4) and is no label such as `mailto:` that was pasted along, and a group may hold nobody (`undisclosed-recipients:;`).
   */
  readonly header: boolean;
}

const strict: Lexicon = { lists: false, lines: false, header: false };

export const lexicons: Readonly<Record<Profile, Lexicon>> = {
  smtp: strict,
  rfc821: strict,
  header: { lists: true, lines: false, header: true },
  input: { lists: true, lines: true, header: false },
};

/** Whether the unit parts a list. */
export const isParting = ({ lines }: Lexicon, unit: number): boolean =>
  unit === code.comma ||
  (lines && (unit === code.semicolon || unit === code.lf || unit === code.cr || unit === code.tab));
