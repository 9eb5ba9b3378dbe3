/** What a from-clause tells of the client, RFC 5321 §4.4, and whose word each part is. */
import type { Clause } from './clauses.ts';
import type { Dialect } from './dialects.ts';
import { addressIn, hostKey } from './host.ts';
import { tokensOfComment } from './tokens.ts';

export interface Client {
  /** The name that the client gave in HELO or EHLO: its own word. */
  readonly from?: string;
  /** The client's name as the server looked it up from its address. */
  readonly fromName?: string;
  /** The addresses of that name were looked up as well, and this one was among them. */
  readonly fromNameChecked?: true;
  /** The client's address, without brackets: `192.0.2.1`, `2001:db8::1`. */
  readonly fromAddress?: string;
  /** The server says that the client is on its own machine, and so has no address. */
  readonly fromHere?: true;
  /** There is more than a name, but no address could be read of it: the client may be anywhere. */
  readonly fromUnread?: true;
}

/** An address as a whole word, also with the port behind it or a comma: `[192.0.2.1]:4711`, `192.0.2.1:4711`. */
function addressAt(word: string): string | undefined {
  if (word.length > 80) return undefined;
  return addressIn(word.replace(/,$/, '').replace(/^(\[.*\]|[\d.]+):\d+$/, '$1'));
}

/** What servers write in place of a name that a lookup didn't give: Postfix, Courier, SurgeMail. */
const noNames = ['unknown', 'softdnserr', 'unverified'];

/** A name that a lookup gave. A number is none: whoever holds an address may put any text into its PTR record. */
function lookedUp(word: string): string | undefined {
  const isName = /^[\w.-]+$/.test(word) && addressIn(word) === undefined;
  return isName && !noNames.includes(word.toLowerCase()) ? word : undefined;
}

/** Sendmail and qmail put the user that ident named before an `@`. */
const withoutIdent = (word: string) => word.slice(word.lastIndexOf('@') + 1);

interface Info {
  /** The argument of HELO; empty where the comment says that there was none. */
  readonly said?: string;
  readonly name?: string;
  readonly address?: string;
  /** Addresses where none belongs: part of a PTR record or of an ident user, or else the address is. */
  readonly others: readonly string[];
}

/** The address in one word of a comment, also `name[192.0.2.1]` and `user@[192.0.2.1]`. */
function addressWithin(word: string): string | undefined {
  const host = withoutIdent(word);
  return addressAt(host.slice(Math.max(host.indexOf('['), 0)));
}

/** Exim's `helo=`, `ident=` and `port=`: the client's word, or nothing of interest. */
const isNamed = (word: string) => /^\w+=/.test(word);

/** A literal behind `helo=` is one of HELO; behind an ident user, who may call himself `helo=`, it is the address. */
const addressesIn = (words: readonly string[]): readonly string[] =>
  words
    .filter((word) => !isNamed(word) || word.includes('@'))
    .map(addressWithin)
    .filter((address) => address !== undefined);

/**
 * RFC 5321 §4.4 TCP-info = address-literal / ( Domain FWS address-literal ). A PTR record may hold white space and brackets
 * (RFC 2181 §11: any octets), and then stands before the address: this counts only where no other stands behind it.
 */
function seenIn(words: readonly string[]): Omit<Info, 'said'> {
  const [first = '', second = ''] = words;
  if (isNamed(first)) return { others: addressesIn(words) };
  const host = withoutIdent(first);
  // The address stands behind the name, which can be anything that is one word, an address too; `<unknown>` is OpenSMTPD's.
  const isBehind = /^[\w.<>-]+$/.test(host) && addressAt(second) !== undefined;
  const address = isBehind ? addressAt(second) : addressWithin(first);
  const name = lookedUp(isBehind ? host : host.slice(0, Math.max(host.indexOf('['), 0)));
  return {
    ...(name ? { name } : {}),
    ...(address ? { address } : {}),
    others: addressesIn(words.slice(isBehind ? 2 : 1)),
  };
}

/** TCP-info, `HELO said`, and what servers add to them. */
function infoIn(comment: string): Info {
  const inner = tokensOfComment(comment);
  const words = inner.flatMap((token) => (token.kind === 'word' ? [token.text] : []));
  const nested = inner.flatMap((token) => (token.kind === 'comment' ? [token.text] : []));
  const account = words[0] === 'account' && words.length > 2 ? 2 : 0;
  const [first = '', argument = '', ...more] = words.slice(account);
  // At any depth: an ident user can open a comment, and a reverse-path close it.
  const deeper = addressesIn(nested.flatMap((text) => text.split(/[\s()]+/)));
  // RFC 5321 §4.1.1.1: the argument of HELO or EHLO (LHLO: RFC 2033 §4.1) is the client's, a literal too. Behind another word
  // it is part of a PTR record.
  if (/^(?:HELO|EHLO|LHLO)$/i.test(first)) {
    return { said: argument, others: [...addressesIn(more), ...deeper] };
  }
  const said = words.find((word) => word.startsWith('helo='))?.slice(5);
  const { name, address, others } = seenIn(words.slice(account));
  return {
    ...(said !== undefined ? { said } : {}),
    // Sendmail: the name's own addresses don't hold this one, so it tells nothing.
    ...(name && !nested.includes('may be forged') ? { name } : {}),
    ...(address ? { address } : {}),
    others: [...others, ...deeper],
  };
}

/** OpenSMTPD for what its own `sendmail` brings, Cyrus for LMTP through a socket. */
const here = /^(?:[\w.-]+ )?\[(?:local|unix socket)\]$/;

/**
 * qmail, IronPort and James write `(HELO said)` before the address. Behind it, it is a client that calls itself `x ([192.0.2.1])`,
 * and whose PTR record is `HELO`.
 */
function isOutOfOrder(infos: readonly Info[]): boolean {
  const address = infos.findIndex((info) => info.address !== undefined);
  return address >= 0 && infos.findLastIndex((info) => info.said !== undefined) > address;
}

/** RFC 5321 §4.4 From-domain = "FROM" FWS Extended-Domain. */
export function clientOf({ words, comments }: Clause, dialect: Dialect): Client {
  const [front = ''] = words;
  const infos =
    dialect.behind === 'said' ? comments.map((said): Info => ({ said, others: [] })) : comments.map(infoIn);
  const helo = infos.find((info) => info.said !== undefined)?.said;
  const said = dialect.front === 'said' ? undefined : helo;
  // Without a comment the front is all that the clause has, and may be the client's word in any dialect that has HELO.
  const isFrontSeen = dialect.front === 'seen' && (comments.length > 0 || dialect.isSilent);
  const frontAddress = isFrontSeen ? addressAt(front) : undefined;
  // MDaemon and IMail write no comment: `from SAID [ADDRESS]`. Before one, it is part of what the client said.
  const bareAddress = comments.length === 0 && words.length === 2 ? addressAt(words[1] ?? '') : undefined;
  const found = infos.find((info) => info.address !== undefined);
  const addresses = [...infos.map((info) => info.address), bareAddress, frontAddress].filter(
    (address) => address !== undefined,
  );
  // Where HELO stands behind, the front is no part of it.
  const others = [
    ...infos.flatMap((info) => info.others),
    ...(dialect.front === 'unsure' && said !== undefined ? addressesIn([front]) : []),
  ];
  const isSure =
    new Set([...addresses, ...others].map(hostKey)).size === 1 &&
    (words.length < 2 || bareAddress !== undefined) &&
    !(dialect.front === 'unsure' && isOutOfOrder(infos));
  // Of two that differ, either may be what the client said.
  const [address] = isSure ? addresses : [];
  // What the client said stands behind (qmail, IronPort, JAMES): then the front is what the server looked up.
  const name = found?.name ?? (said !== undefined || dialect.front === 'seen' ? lookedUp(front) : undefined);
  const from = said ?? front;
  const isHere = addresses.length + others.length === 0 && said === undefined && here.test(comments[0] ?? '');
  const unread = address === undefined && !isHere && (comments.length > 0 || words.length > 1);
  return {
    ...(from ? { from } : {}),
    ...(name && address !== undefined ? { fromName: name } : {}),
    ...(name && address !== undefined && dialect.checksNames ? { fromNameChecked: true } : {}),
    ...(address !== undefined ? { fromAddress: address } : {}),
    ...(isHere ? { fromHere: true } : {}),
    ...(unread ? { fromUnread: true } : {}),
  };
}
