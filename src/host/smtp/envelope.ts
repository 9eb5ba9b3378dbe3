/** The envelope of a message: what it asks of a server, and the commands that state it. */
import { isAscii } from 'node:buffer';
import { parseRecipient } from '../../core/address/parse.ts';
import { writePath } from '../../core/address/write.ts';
import { nodeIdna } from '../idna.ts';
import type { ResultReason } from './result.ts';
import type { Session } from './state.ts';

export interface Envelope {
  /** Without angle brackets; empty for the null reverse-path. */
  readonly from: string;
  /** Each goes between the brackets of RCPT TO octet for octet. */
  readonly paths: readonly string[];
  /** RFC 8689: no hop may pass the message on without verified TLS. */
  readonly requireTls?: true;
  readonly reports?: Reports;
}

/** RFC 3461: what is to be told about the message's fate, where the server offers DSN. */
export interface Reports {
  /** §4.1: of which events; none of them is NEVER. */
  readonly notify?: readonly ('success' | 'failure' | 'delay')[];
  /** §4.3: what of the message comes back. */
  readonly back?: 'full' | 'headers';
  /** §4.4: our name for this envelope, at most 100 characters as xtext. */
  readonly id?: string;
}

export interface Needs {
  readonly eightBit: boolean;
  readonly utf8: boolean;
}

export function needsOf(envelope: Envelope, octets: Buffer): Needs {
  const eightBit = !isAscii(octets);
  // RFC 6531 §3.2: asked for only when an address or a header field needs it.
  const utf8 =
    [envelope.from, ...envelope.paths].some((path) => /[^\x00-\x7f]/.test(path)) ||
    (eightBit && !isAscii(headerOf(octets)));
  return { utf8, eightBit };
}

function headerOf(octets: Buffer): Buffer {
  const end = octets.indexOf('\r\n\r\n');
  return end < 0 ? octets : octets.subarray(0, end);
}

export function lackOf(
  needs: Needs,
  size: number,
  extensions: Session['extensions'],
): ResultReason | undefined {
  if (needs.utf8 && !extensions.has('SMTPUTF8')) return 'smtputf8-not-offered';
  // RFC 6152 §3: without the offer, 8-bit octets must not be sent; the message is final, so it isn't converted either.
  if (needs.eightBit && !extensions.has('8BITMIME')) return 'eight-bit-not-offered';
  // RFC 1870 §4: SIZE without a number, or 0, states no limit.
  const limit = Number(extensions.get('SIZE') ?? 0);
  return limit > 0 && size > limit ? 'too-large-for-server' : undefined;
}

/** RFC 5321 §4.1.1.2, with SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531), REQUIRETLS (RFC 8689), RET and ENVID (RFC 3461). */
export function mailCommand(
  { from, requireTls, reports }: Envelope,
  needs: Needs,
  size: number,
  extensions: Session['extensions'],
): string {
  const parameters = [
    extensions.has('SIZE') ? ` SIZE=${size}` : '',
    needs.eightBit ? ' BODY=8BITMIME' : '',
    needs.utf8 ? ' SMTPUTF8' : '',
    requireTls ? ' REQUIRETLS' : '',
  ];
  if (extensions.has('DSN') && reports?.back)
    parameters.push(` RET=${reports.back === 'full' ? 'FULL' : 'HDRS'}`);
  if (extensions.has('DSN') && reports?.id) parameters.push(` ENVID=${xtext(reports.id)}`);
  return `MAIL FROM:<${from}>${parameters.join('')}`;
}

/** RFC 5321 §4.1.1.3, with NOTIFY and ORCPT (RFC 3461). */
export function rcptCommand(path: string, { reports }: Envelope, extensions: Session['extensions']): string {
  if (!extensions.has('DSN')) return `RCPT TO:<${path}>`;
  const notify = reports?.notify;
  const original = originalRecipient(path);
  return [
    `RCPT TO:<${path}>`,
    ...(notify ? [`NOTIFY=${notify.length > 0 ? notify.join(',').toUpperCase() : 'NEVER'}`] : []),
    ...(original === undefined ? [] : [`ORCPT=${original}`]),
  ].join(' ');
}

/**
 * RFC 3461 §4.2 ORCPT of a routed path: its final mailbox. Left to themselves, some servers write the whole route into it, and others
 * then bounce the message (measured: Postfix, and OpenSMTPD behind it). Undefined where there is no route.
 */
function originalRecipient(path: string): string | undefined {
  if (!path.startsWith('@')) return undefined;
  const read = parseRecipient(`<${path}>`, { profile: 'rfc821', idna: nodeIdna });
  if (!read.ok) return undefined;
  const mailbox = writePath([], read.value.localPart, read.value.domain);
  return isAscii(Buffer.from(mailbox)) ? `rfc822;${xtext(mailbox)}` : `utf-8;${unitext(mailbox)}`;
}

/** RFC 3461 §4: "+", "=" and what is no printable ASCII as "+" and two hexadecimal digits. */
const xtext = (text: string): string =>
  text.replace(/[^\x21-\x7e]|[+=]/g, (character) => `+${hex(character)}`);

/** RFC 6533 §3, where SMTPUTF8 is asked for: characters beyond ASCII as they are. */
const unitext = (text: string): string =>
  text.replace(/[\0-\x20+=\\\x7f]/g, (character) => `\\x{${hex(character)}}`);

const hex = (character: string): string =>
  character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
