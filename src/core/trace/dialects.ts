/** Mail servers that say in their lines what they are, and so who speaks in each part of a from-clause. */
import type { Clause } from './clauses.ts';

/** `said`: the client's own word; `seen`: what the server found out itself. */
type Voice = 'said' | 'seen';

export interface Dialect {
  /** The word behind "from". */
  readonly front: Voice;
  /** The comment behind that. */
  readonly behind: Voice;
}

/** RFC 5321 §4.4 Extended-Domain = Domain FWS "(" TCP-info ")": the EHLO argument, then what the server saw of the connection. */
const standard: Dialect = { front: 'said', behind: 'seen' };

/** By the comment behind their own name or their protocol. */
const marked: readonly (readonly [mark: RegExp, dialect: Dialect])[] = [
  // `from NAME ([ADDRESS] helo=SAID)`, `from [ADDRESS] (helo=SAID)`; helo= only where it is another.
  [/^Exim\b/, { front: 'seen', behind: 'seen' }],
  // `from [ADDRESS] (HELO SAID)`, `from [ADDRESS] (account USER [ADDRESS] verified)`
  [/^CommuniGate\b/, { front: 'seen', behind: 'seen' }],
  // `from [ADDRESS] (SAID)`
  [/^chasquid$/, { front: 'seen', behind: 'said' }],
];

/** What the server of these two clauses is, as far as it says. The from-clause has no say: there the client speaks too. */
export function dialectOf(by: Clause | undefined, protocol: Clause | undefined): Dialect {
  const comments = [...(by?.comments ?? []), ...(protocol?.comments ?? [])];
  return marked.find(([mark]) => comments.some((comment) => mark.test(comment)))?.[1] ?? standard;
}
