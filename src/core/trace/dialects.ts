/** Mail servers that say in their lines what they are, and so who speaks in each part of a from-clause, and what they checked. */
import type { Clause } from './clauses.ts';

/** `said`: the client's own word; `seen`: what the server found out itself. */
type Voice = 'said' | 'seen';

export interface Dialect {
  /** The word behind "from"; `unsure`: said, unless HELO stands behind it. */
  readonly front: Voice | 'unsure';
  /** The comment behind that. */
  readonly behind: Voice;
  /**
   * Whether a looked-up name counts only if its own addresses hold the client's. Whoever has an address may put any name into
   * its PTR record (RFC 5321 §4.1.4 and §7.6 leave the check to the server); without this it is no more than a claim.
   */
  readonly checksNames: boolean;
  /** There is no HELO in this protocol. */
  readonly isSilent?: true;
}

/**
 * RFC 5321 §4.4 Extended-Domain = Domain FWS "(" TCP-info ")": the EHLO argument, then what the server saw of the connection.
 * qmail, IronPort and James don't say what they are: `from NAME (HELO SAID) (ADDRESS)`.
 */
const unmarked: Dialect = { front: 'unsure', behind: 'seen', checksNames: false };

/** What is handed over by HTTP, was said by nobody: `from 192.0.2.7 by web.test with HTTP`. */
const web: Dialect = { front: 'seen', behind: 'seen', checksNames: false, isSilent: true };

/** Yahoo's MX calls itself by a private address: `from 192.0.2.7 (EHLO SAID) by 10.197.40.73 with SMTPs`. */
const yahoo: Dialect = { front: 'seen', behind: 'seen', checksNames: false };

/** By the comment behind their own name or their protocol. */
const marked: readonly (readonly [mark: RegExp, dialect: Dialect])[] = [
  // Its smtpd_peer.c writes `unknown` in place of a name that doesn't lead back.
  [/^Postfix\b/, { front: 'said', behind: 'seen', checksNames: true }],
  // `8.17.1/8.17.1`, program and configuration. A name that doesn't lead back `may be forged` (daemon.c, getauthinfo).
  [/^8\.\d+\.\d+[^/]*\//, { front: 'said', behind: 'seen', checksNames: true }],
  // `from NAME ([ADDRESS] helo=SAID)`, `from [ADDRESS] (helo=SAID)`; helo= only where it is another. A name that doesn't lead
  // back is as none (specification, host_lookup).
  [/^Exim\b/, { front: 'seen', behind: 'seen', checksNames: true }],
  // `from [ADDRESS] (HELO SAID)`, `from [ADDRESS] (account USER [ADDRESS] verified)`
  [/^CommuniGate\b/, { front: 'seen', behind: 'seen', checksNames: false }],
  // `from [ADDRESS] (SAID)`
  [/^chasquid$/, { front: 'seen', behind: 'said', checksNames: false }],
];

/** What the server of these two clauses is, as far as it says. The from-clause has no say: there the client speaks too. */
export function dialectOf(by: Clause | undefined, protocol: Clause | undefined): Dialect {
  if (/^https?$/i.test(protocol?.words[0] ?? '')) return web;
  const comments = [...(by?.comments ?? []), ...(protocol?.comments ?? [])];
  // The first counts, and none behind a reverse-path, which is the client's: `(envelope-from <"a) (Postfix"@evil.test>)`.
  const path = comments.findIndex((comment) => comment.includes('<'));
  const dialects = comments
    .slice(0, path < 0 ? undefined : path)
    .map((comment) => marked.find(([mark]) => mark.test(comment))?.[1]);
  const dialect = dialects.find((one) => one !== undefined);
  return dialect ?? (/^10\.[\d.]+$/.test(by?.words[0] ?? '') ? yahoo : unmarked);
}
