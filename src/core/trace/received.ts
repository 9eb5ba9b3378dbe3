/** One Received line, RFC 5321 §4.4 Time-stamp-line, as the mail servers at large write it. */
import { isoDate } from './date.ts';
import { addressIn } from './host.ts';
import { type Token, tokens } from './tokens.ts';

/** What a line says. A clause that it hasn't is absent; nothing is guessed. */
export interface Received {
  /** The name that the client gave in HELO or EHLO: its own word. */
  readonly from?: string;
  /** The client's name as the server looked it up from its address. */
  readonly fromName?: string;
  /** The client's address, without brackets: `192.0.2.1`, `2001:db8::1`. */
  readonly fromAddress?: string;
  /** The server that wrote the line. */
  readonly by?: string;
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

const keywords = ['from', 'by', 'via', 'with', 'id', 'for'] as const;
type Keyword = (typeof keywords)[number];
const isKeyword = (word: string): word is Keyword => (keywords as readonly string[]).includes(word);

/** One clause: the words up to its first comment, and the comments. */
interface Clause {
  readonly words: string[];
  readonly comments: string[];
}

/**
 * Splits a stamp into its clauses, in whatever order. The word behind a keyword is always its value, so that a client that
 * calls itself `by` opens no clause; of a keyword that comes twice, the first counts.
 */
function clausesOf(stamp: readonly Token[]): Partial<Record<Keyword, Clause>> {
  const clauses: Partial<Record<Keyword, Clause>> = {};
  let current: Clause | undefined;
  let wantsValue = false;
  for (const token of stamp) {
    if (token.kind === 'semicolon') continue;
    if (token.kind === 'comment') {
      current?.comments.push(token.text);
      wantsValue = false;
      continue;
    }
    const word = token.text.toLowerCase();
    if (!wantsValue && isKeyword(word) && !clauses[word]) {
      current = { words: [], comments: [] };
      clauses[word] = current;
      wantsValue = true;
    } else {
      if (current?.comments.length === 0) current.words.push(token.text);
      wantsValue = false;
    }
  }
  return clauses;
}

type Client = Pick<Received, 'from' | 'fromName' | 'fromAddress'>;

/** A name that a lookup gave: `unknown` is what Postfix writes when it gave none; Sendmail may put an ident user before an `@`. */
function lookedUp(word: string | undefined): string | undefined {
  const name = word?.slice(word.lastIndexOf('@') + 1);
  return name && /^[\w.-]+$/.test(name) && name.toLowerCase() !== 'unknown' ? name : undefined;
}

/** RFC 5321 §4.4 TCP-info = address-literal / ( Domain FWS address-literal ); also Exim's `[192.0.2.1] helo=name`. */
function tcpInfo(comment: string): Client | undefined {
  const inner = tokens(comment);
  const words = inner.flatMap((token) => (token.kind === 'word' ? [token.text] : []));
  const at = words.findIndex((word) => addressIn(word.replace(/(?<=\]):\d+$/, '')) !== undefined);
  const helo = words.find((word) => word.startsWith('helo='))?.slice('helo='.length);
  if (at < 0 && helo === undefined) return undefined;
  // Sendmail: the name's own addresses don't hold this one, so it tells nothing.
  const forged = inner.some((token) => token.kind === 'comment' && token.text === 'may be forged');
  const address = addressIn(words[at]?.replace(/(?<=\]):\d+$/, '') ?? '');
  const name = forged ? undefined : lookedUp(words[at - 1]);
  return {
    ...(helo ? { from: helo } : {}),
    ...(name ? { fromName: name } : {}),
    ...(address ? { fromAddress: address } : {}),
  };
}

/** RFC 5321 §4.4 From-domain = "FROM" FWS Extended-Domain. */
function clientOf(clause: Clause | undefined, by: Clause | undefined, comments: readonly string[]): Client {
  const word = clause?.words[0];
  let info: Client = {};
  for (const comment of clause?.comments ?? []) {
    const found = tcpInfo(comment);
    if (found) {
      info = found;
      break;
    }
  }
  const literal = word === undefined ? undefined : addressIn(word);
  // Exim writes the name that it looked up, and what the client said only where it differs, as helo=.
  const exim = by !== undefined && comments.some((comment) => /^Exim\b/.test(comment));
  const name = exim && literal === undefined && info.fromAddress !== undefined ? lookedUp(word) : undefined;
  return {
    ...(word !== undefined ? { from: word } : {}),
    ...(name ? { fromName: name } : {}),
    ...(literal !== undefined ? { fromAddress: literal } : {}),
    ...info,
  };
}

/** Reads the value of a Received field, folded or not. Any text gives an answer, in linear time; what isn't there is absent. */
export function parseReceived(value: string): Received {
  const all = tokens(value);
  // RFC 5321 §4.4 Stamp: the date-time stands behind the (last) semicolon.
  const last = all.findLastIndex((token) => token.kind === 'semicolon');
  const semicolon = all[last];
  const { from, by, with: protocol, id, for: recipient } = clausesOf(last < 0 ? all : all.slice(0, last));
  const comments = [from, by, protocol, id, recipient].flatMap((clause) => clause?.comments ?? []);
  const date = semicolon?.kind === 'semicolon' ? isoDate(value.slice(semicolon.end)) : undefined;
  const path = recipient?.words[0]?.replace(/^<(.*)>$/s, '$1');
  return {
    ...clientOf(from, by, comments),
    ...(by?.words[0] ? { by: by.words[0] } : {}),
    ...(protocol?.words.length ? { with: protocol.words.join(' ') } : {}),
    ...(id?.words[0] ? { id: id.words[0] } : {}),
    ...(path ? { for: path } : {}),
    ...(date ? { date } : {}),
    raw: value,
  };
}
