/**
 * The shapes of what content scripts answer. Their process is also the page's, so a page that broke out of its own code could answer in
 * their place: what does not fit is no answer.
 */
import * as v from 'valibot';
import { limits } from '../../core/bridge/limits.ts';
import { fieldNames, type InsertAnswer, type ReadAnswer, type StateAnswer } from '../messages.ts';

/** Of one recipient, name or key; composer/read.ts cuts at the same length. */
const word = v.pipe(v.string(), v.maxLength(2000));
/** What stands in a field may be the list of all its recipients. */
const stands = v.pipe(v.string(), v.maxLength(limits.recipients * 2000));
const words = v.pipe(v.array(word), v.maxLength(limits.recipients));
const nothing = v.strictObject({ ok: v.literal(false), reason: v.literal('no-composer') });

const composer = v.strictObject({
  site: word,
  webmail: word,
  fields: v.pipe(
    v.array(v.strictObject({ field: v.picklist(fieldNames), recipients: words, pending: word })),
    v.maxLength(fieldNames.length),
  ),
  from: v.exactOptional(word),
  // CR, LF and NUL never pass: a header value is one line.
  subject: v.pipe(v.string(), v.maxLength(limits.subject), v.regex(/^[^\r\n\0]*$/)),
  text: v.pipe(v.string(), v.maxLength(limits.text)),
  attachments: words,
  inReplyTo: v.exactOptional(word),
});

export const stateAnswerSchema: v.GenericSchema<unknown, StateAnswer> = v.union([
  v.strictObject({ ok: v.literal(true), site: word, webmail: word }),
  nothing,
]);
export const readAnswerSchema: v.GenericSchema<unknown, ReadAnswer> = v.union([
  v.strictObject({ ok: v.literal(true), composer }),
  nothing,
]);
export const insertAnswerSchema: v.GenericSchema<unknown, InsertAnswer> = v.union([
  v.strictObject({ ok: v.literal(true), stands }),
  v.strictObject({
    ok: v.literal(false),
    reason: v.picklist(['no-composer', 'no-field', 'changed', 'not-taken']),
    stands: v.exactOptional(stands),
  }),
]);
export const doneAnswerSchema = v.strictObject({ ok: v.boolean() });
