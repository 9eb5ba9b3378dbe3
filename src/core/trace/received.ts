/** One Received line, RFC 5321 §4.4 Time-stamp-line, as the mail servers at large write it. */
import { type Clause, clausesOf } from './clauses.ts';
import { type Client, clientOf } from './client.ts';
import { isoDate } from './date.ts';
import { dialectOf } from './dialects.ts';
import { addressIn } from './host.ts';
import { tokens } from './tokens.ts';
import { isTold } from './told.ts';

/** What a line says. A clause that it hasn't is absent; nothing is guessed. */
export interface Received extends Client {
  /** The server that wrote the line. */
  readonly by?: string;
  /** The address that it says it has itself, without brackets: RFC 5321 §4.4 By-domain = "BY" FWS Extended-Domain. */
  readonly byAddress?: string;
  /** `ESMTP`, `ESMTPS`, `LMTP`... */
  readonly with?: string;
  readonly id?: string;
  /** The recipient of the envelope, without angle brackets. Servers write it only when there is just one. */
  readonly for?: string;
  /** ISO 8601, UTC. */
  readonly date?: string;
  /** The value as it was given. */
  readonly raw: string;
}

/** What the server saw stands somewhere among what the client said. */
const untold = (from: Clause | undefined): Client => ({
  ...(from?.words[0] ? { from: from.words[0] } : {}),
  fromUnread: true,
});

/** Reads the value of a Received field, folded or not. Any text gives an answer, in linear time; what isn't there is absent. */
export function parseReceived(value: string): Received {
  const all = tokens(value);
  // RFC 5321 §4.4 Stamp: the date-time stands behind the (last) semicolon.
  const last = all.findLastIndex((token) => token.kind === 'semicolon');
  const semicolon = all[last];
  const clauses = clausesOf(last < 0 ? all : all.slice(0, last));
  const { from, by, with: protocol, id, for: recipient } = clauses;
  const date = semicolon?.kind === 'semicolon' ? isoDate(value.slice(semicolon.end)) : undefined;
  const byAddress = addressIn(by?.comments[0] ?? '');
  const path = recipient?.words[0]?.replace(/^<(.*)>$/s, '$1');
  return {
    ...(!isTold(value, clauses) ? untold(from) : from ? clientOf(from, dialectOf(by, protocol)) : {}),
    ...(by?.words[0] ? { by: by.words[0] } : {}),
    ...(byAddress !== undefined ? { byAddress } : {}),
    ...(protocol?.words.length ? { with: protocol.words.join(' ') } : {}),
    ...(id?.words[0] ? { id: id.words[0] } : {}),
    ...(path ? { for: path } : {}),
    ...(date ? { date } : {}),
    raw: value,
  };
}
