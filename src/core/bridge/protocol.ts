/**
 * The protocol between Waypost's own extension pages and the host program: JSON over native messaging.
 * Both sides check every message against these schemas. No secret crosses it, and no configuration of identities,
 * resolvers or targets: what the page may choose is one of the host's identities by its address, and the draft.
 */
import * as v from 'valibot';
import { fileName, mediaType } from './file.ts';
import { limits } from './limits.ts';

/** Raised when either side could misunderstand the other. */
export const protocolVersion = 3;

const oneLine = (max: number) =>
  // CR, LF and NUL are exactly what must not pass.
  v.pipe(v.string(), v.maxLength(max), v.regex(/^[^\r\n\0]*$/));

const id = v.pipe(v.string(), v.uuid());

/** One recipient as the confirmation showed it: `path` goes into RCPT TO octet for octet, without its angle brackets. */
export const recipientSchema = v.strictObject({
  field: v.picklist(['to', 'cc', 'bcc']),
  path: v.pipe(oneLine(512), v.minLength(1)),
  name: v.optional(oneLine(200)),
});
export type DraftRecipient = v.InferOutput<typeof recipientSchema>;

const fileSize = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(limits.fileOctets));

/** A file that goes along. Its octets come before the draft, in `upload` requests. */
const attachmentSchema = v.strictObject({
  name: v.pipe(
    v.string(),
    v.check((name) => fileName(name) === name, 'not a file name'),
  ),
  type: v.pipe(
    v.string(),
    v.check((type) => mediaType(type) === type, 'not a media type'),
  ),
  /** In octets. */
  size: fileSize,
  /** SHA-256 of its octets, in hexadecimal. */
  digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
export type Attachment = v.InferOutput<typeof attachmentSchema>;

/** What is sent: frozen when the confirmation opens. */
export const draftSchema = v.strictObject({
  /** Made by the page; the same id again is the same message, never a second one. */
  id,
  /** The address of one of the host's identities. */
  identity: oneLine(320),
  recipients: v.pipe(v.array(recipientSchema), v.minLength(1), v.maxLength(limits.recipients)),
  subject: oneLine(limits.subject),
  /** The whole message as text; beside `html`, the same for whoever reads no HTML. */
  text: v.pipe(v.string(), v.maxLength(limits.text)),
  html: v.optional(v.pipe(v.string(), v.maxLength(limits.html))),
  attachments: v.optional(
    v.pipe(
      v.array(attachmentSchema),
      v.maxLength(limits.files),
      v.check((files) => octetsOf(files) <= limits.fileOctets, 'too many octets'),
    ),
  ),
  inReplyTo: v.optional(oneLine(998)),
  /** Of the message that is answered; where only `inReplyTo` is known, the host refers to that. */
  references: v.optional(oneLine(8000)),
  /** Next hops that are meant as these very hosts: connect to their own address, without asking for their MX. */
  thisHosts: v.optional(v.pipe(v.array(oneLine(300)), v.maxLength(limits.recipients)), []),
});
export type Draft = v.InferOutput<typeof draftSchema>;

/** Of all files together. */
export function octetsOf(files: readonly { readonly size: number }[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** Page to host. Every request has its own id, and every answer repeats it. */
export const requestSchema = v.variant('type', [
  v.strictObject({ type: v.literal('hello'), request: id, version: v.number() }),
  v.strictObject({
    type: v.literal('send'),
    request: id,
    version: v.literal(protocolVersion),
    draft: draftSchema,
  }),
  /**
   * A piece of a file for the draft with this id, which the `send` that follows on the same connection names. The pieces of a file come in
   * order, each after the answer to the one before; `offset` 0 begins the file anew. Whatever no `send` asked for goes with the connection.
   */
  v.strictObject({
    type: v.literal('upload'),
    request: id,
    version: v.literal(protocolVersion),
    message: id,
    /** Its place among the draft's `attachments`. */
    file: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(limits.files - 1)),
    offset: fileSize,
    /** Base64. */
    data: v.pipe(v.string(), v.maxLength((limits.chunk / 3) * 4), v.regex(/^[A-Za-z0-9+/]*={0,2}$/)),
  }),
  /** Everything about one message, now and as it goes on. */
  v.strictObject({ type: v.literal('watch'), request: id, version: v.literal(protocolVersion), message: id }),
  /** What is undecided, what is unfinished, then the newest messages, without their transcripts; some without the servers' words. */
  v.strictObject({ type: v.literal('list'), request: id, version: v.literal(protocolVersion) }),
  /**
   * What the person wants done with a message of the outbox. `retry`: try what is deferred, failed or cancelled now. `cancel`: try what
   * is queued or deferred, or would go once more, no more. `resend`: send what is maybe sent once more, under its old Message-ID; until
   * then, and whatever comes of it but `sent`, it is maybe sent. `leave`: don't ask again.
   */
  v.strictObject({
    type: v.literal('act'),
    request: id,
    version: v.literal(protocolVersion),
    message: id,
    action: v.picklist(['retry', 'cancel', 'resend', 'leave']),
    /** Only these recipients; all to whom the action applies without it. */
    paths: v.optional(v.pipe(v.array(oneLine(512)), v.maxLength(limits.recipients))),
  }),
]);
export type Action = Extract<v.InferOutput<typeof requestSchema>, { type: 'act' }>['action'];
export type Request = v.InferOutput<typeof requestSchema>;

/**
 * Sent: the next hop took responsibility. Handed over: a mail system that the person chose did, and its queue owns it now. Failed: it
 * was refused for good, or given up. Deferred: it did not happen, trying again is safe. Maybe sent: the last octet may have left and
 * no answer came; trying again may send it twice. Cancelled: the person took it back before anybody had it.
 */
export const deliveryStates = [
  'queued',
  'sending',
  'sent',
  'handed-over',
  'deferred',
  'failed',
  'maybe-sent',
  'cancelled',
] as const;
export const deliveryStateSchema = v.picklist(deliveryStates);
export type DeliveryState = v.InferOutput<typeof deliveryStateSchema>;

/** Why, when it is not `sent`: a key of core/words/delivery.ts. */
const reason = v.optional(oneLine(60));

/** A host or an address that did not take a message, with its own reason. */
const triedSchema = v.strictObject({
  server: oneLine(300),
  /** A key of core/words/delivery.ts. */
  reason: oneLine(60),
  /** The server's own words, shortened, or the system's code. */
  detail: v.optional(oneLine(limits.triedDetail)),
});
export type Tried = v.InferOutput<typeof triedSchema>;

export const outcomeSchema = v.strictObject({
  path: oneLine(512),
  state: deliveryStateSchema,
  reason,
  /** The server that spoke, and its own words, all lines of the reply. */
  server: v.optional(oneLine(300)),
  reply: v.optional(v.pipe(v.string(), v.maxLength(4096))),
  /** At which step: `connect`, `EHLO`, `STARTTLS`, `MAIL`, `RCPT`, `DATA`, `end of data`... */
  step: v.optional(oneLine(40)),
  /** The kind of way that it went, or was tried last: `direct`, `relay`, `sendmail`, `lmtp`. */
  way: v.optional(oneLine(20)),
  /** Who was passed over or tried before, in order. */
  tried: v.optional(v.pipe(v.array(triedSchema), v.maxLength(limits.tried))),
});
export type Outcome = v.InferOutput<typeof outcomeSchema>;

/** One line of the dialogue, in the marks that mail administrators know: `===` ours, `->` `<-` clear, `~>` `<~` under TLS, `***` trouble. */
export const transcriptLineSchema = v.strictObject({
  /** Milliseconds since the attempt began. */
  at: v.number(),
  mark: v.picklist(['===', '->', '<-', '~>', '<~', '***']),
  text: v.pipe(v.string(), v.maxLength(4096)),
  /** On the last line of a reply: milliseconds since its command was written. */
  took: v.optional(v.number()),
  /** The server of this part of the dialogue, once known. */
  server: v.optional(oneLine(300)),
});
export type TranscriptLine = v.InferOutput<typeof transcriptLineSchema>;

export const messageStatusSchema = v.strictObject({
  message: id,
  subject: v.pipe(v.string(), v.maxLength(limits.subject)),
  /** ISO 8601. */
  created: v.string(),
  messageId: v.string(),
  outcomes: v.array(
    v.strictObject({
      ...outcomeSchema.entries,
      attempts: v.optional(v.number()),
      /** ISO 8601, of the next attempt; absent where none follows by itself. */
      next: v.optional(v.string()),
      /** The person was asked about a maybe-sent, and leaves it as it is. */
      decided: v.optional(v.literal(true)),
    }),
  ),
  /** The octets were purged: nothing of it can be sent any more. */
  purged: v.optional(v.literal(true)),
  /** Names and addresses learned when the way was planned, for the verdict: hop -> its MX names and addresses. */
  aliases: v.record(v.string(), v.array(v.string())),
  /** The EHLO name under which this host spoke. */
  origin: v.optional(oneLine(300)),
});
export type MessageStatus = v.InferOutput<typeof messageStatusSchema>;

/** Host to page. `request` names the request that it answers; a `watch` or `send` is answered by many. */
export const responseSchema = v.variant('type', [
  v.strictObject({
    type: v.literal('hello'),
    request: id,
    version: v.number(),
    program: v.string(),
    identities: v.array(v.strictObject({ address: v.string(), name: v.optional(v.string()) })),
  }),
  v.strictObject({ type: v.literal('status'), request: id, status: messageStatusSchema }),
  v.strictObject({
    type: v.literal('transcript'),
    request: id,
    message: id,
    lines: v.array(transcriptLineSchema),
  }),
  /** A piece of a file came. `received`: octets of that file so far. */
  v.strictObject({
    type: v.literal('uploaded'),
    request: id,
    message: id,
    file: v.number(),
    received: v.number(),
  }),
  /** Nothing more will come for this message by itself. */
  v.strictObject({ type: v.literal('done'), request: id, message: id }),
  v.strictObject({
    type: v.literal('list'),
    request: id,
    messages: v.array(messageStatusSchema),
    /** Files of the outbox that were damaged and set aside. */
    notices: v.array(v.strictObject({ at: v.string(), path: v.string(), detail: v.string() })),
  }),
  /** An action was taken; how the message stands now. `paths`: to whom of its recipients it applied. */
  v.strictObject({
    type: v.literal('acted'),
    request: id,
    status: messageStatusSchema,
    paths: v.optional(v.array(oneLine(512))),
  }),
  v.strictObject({
    type: v.literal('error'),
    request: v.optional(id),
    /** A key of core/words/bridge.ts. */
    code: v.picklist([
      'bad-request',
      'other-version',
      'no-identity',
      'config-broken',
      'unknown-message',
      'bad-recipient',
      'bad-upload',
      'runner-unreachable',
      'store-failed',
      'too-large',
    ]),
    /** Where or what, for the sentence's `{detail}`. */
    detail: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  }),
]);
export type Response = v.InferOutput<typeof responseSchema>;
export type BridgeErrorCode = Extract<Response, { type: 'error' }>['code'];
