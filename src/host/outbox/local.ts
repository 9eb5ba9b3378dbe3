/**
 * What the command line may ask of the runner beyond what a page may: to queue a message that is final already, from whomever; and which
 * message is meant by the beginning of its id, whose answer is a `list`. The native front knows only the requests of core/bridge, so no page
 * gets here.
 */
import * as v from 'valibot';
import { limits } from '../../core/bridge/limits.ts';
import { protocolVersion } from '../../core/bridge/protocol.ts';
import type { StoredMessage } from './stored-message.ts';

/** Octets of a message that is queued. */
export const messageCap = 48 * 1024 * 1024;
/** Octets of one line to the runner: such a message in base64, and what is said of it. */
export const localCap = (messageCap / 3) * 4 + 1024 * 1024;

const oneLine = v.pipe(v.string(), v.maxLength(998), v.regex(/^[^\r\n\0]*$/));

const queueSchema = v.strictObject({
  type: v.literal('queue'),
  request: v.pipe(v.string(), v.uuid()),
  version: v.literal(protocolVersion),
  id: v.pipe(v.string(), v.uuid()),
  created: oneLine,
  subject: v.pipe(oneLine, v.maxLength(limits.subject)),
  messageId: oneLine,
  sender: oneLine,
  ehlo: oneLine,
  thisHosts: v.array(oneLine),
  paths: v.pipe(v.array(oneLine), v.minLength(1), v.maxLength(limits.recipients)),
  /** Base64. */
  octets: v.string(),
});
export type QueueRequest = v.InferOutput<typeof queueSchema>;

const findSchema = v.strictObject({
  type: v.literal('find'),
  request: v.pipe(v.string(), v.uuid()),
  version: v.literal(protocolVersion),
  beginning: oneLine,
});

const localSchema = v.variant('type', [queueSchema, findSchema]);
export type LocalRequest = v.InferOutput<typeof localSchema>;

/** Undefined where it is something else. */
export function localRequest(message: unknown): LocalRequest | undefined {
  const read = v.safeParse(localSchema, message);
  return read.success ? read.output : undefined;
}

export function queuedMessage(asked: QueueRequest): StoredMessage {
  const { type: _type, version: _version, request: _request, octets, ...rest } = asked;
  return { ...rest, octets: Buffer.from(octets, 'base64') };
}
