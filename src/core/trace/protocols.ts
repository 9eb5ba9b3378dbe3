/** What the protocol of a WITH clause says of who handed the message over: RFC 5321 §4.4, RFC 3848, with UTF8 RFC 6531 §4.3. */
import type { Received } from './received.ts';

const isWith = (line: Received, names: RegExp): boolean => names.test(line.with?.split(' ')[0] ?? '');

/** RFC 2033. */
export const isLmtp = (line: Received): boolean => isWith(line, /^(?:utf8)?lmtp/i);

/** A webmail or an interface. */
export const isWeb = (line: Received): boolean => isWith(line, /^(?:https?|httprest)$/i);

/** The other end is no mail server, but a person's browser or program; MAPI is Exchange's. */
export const isByPerson = (line: Received): boolean => isWeb(line) || isWith(line, /^mapi$/i);

/** SMTP with authentication; Exim wrote `asmtp` before RFC 3848. */
export const isAuthenticated = (line: Received): boolean => isWith(line, /^(?:(?:utf8)?e?smtps?a|asmtp)$/i);

/** Exim's command line. */
export const isLocal = (line: Received): boolean => isWith(line, /^local(?:-\S+)?$/i);
