/** Whether a from-clause can be told from what the client said. */
import type { Clauses } from './clauses.ts';

/** `by` where it can open a clause. */
const opening = /(?<=^|[\s;)])by(?=[\s(;])/gi;

/** The word behind "from", and a comment or a semicolon without a space between them. */
const joined = /^from\s+[^\s(;]+[(;]/i;

/**
 * RFC 5321 §4.4 Stamp = From-domain By-domain Opt-Info. Many servers write the argument of HELO as it came, and some an ident
 * user, a PTR record or a reverse-path: with a parenthesis, a quote or a semicolon it can hide clauses of the server's and bring
 * its own. But the server's ` by HOST` stays in the text, and its own words begin behind a space. So nobody can tell who speaks
 * where a second `by` stands anywhere, in a comment or a quoted string too; where another clause, or none, follows the
 * from-clause; where the client's name runs into a comment, `x([192.0.2.1])`; and where words stand behind one.
 */
export function isTold(value: string, clauses: Clauses): boolean {
  if ((value.match(opening) ?? []).length > 1) return false;
  if (!clauses.from) return true;
  const [first, second] = Object.keys(clauses);
  return first === 'from' && second === 'by' && clauses.from.isWhole && !joined.test(value);
}
