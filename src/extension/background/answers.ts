/**
 * The shapes of what content scripts answer. Their process is also the page's, so a page that broke out of its own code could answer in
 * their place: what does not fit is no answer.
 */
import * as v from 'valibot';
import { limits } from '../../core/bridge/limits.ts';
import {
  certainties,
  type FileAnswer,
  fieldNames,
  findingGrounds,
  type InsertAnswer,
  type ReadAnswer,
  type StateAnswer,
} from '../messages.ts';

/** Of one recipient, name or key; composer/read.ts cuts at the same length. */
const word = v.pipe(v.string(), v.maxLength(2000));
/** What stands in a field may be the list of all its recipients. */
const stands = v.pipe(v.string(), v.maxLength(limits.fieldRecipients * 2000));
// Here and below, one over is the word that there is too much; see composer/read.ts.
const words = v.pipe(v.array(word), v.maxLength(limits.fieldRecipients + 1));
const nothing = v.strictObject({ ok: v.literal(false), reason: v.literal('no-composer') });

const octets = v.pipe(v.number(), v.integer(), v.minValue(0));
const caught = v.strictObject({ id: word, size: octets, type: word });

const composer = v.strictObject({
  site: word,
  webmail: word,
  fields: v.pipe(
    v.array(v.strictObject({ field: v.picklist(fieldNames), recipients: words, pending: word })),
    v.maxLength(fieldNames.length),
  ),
  from: v.exactOptional(word),
  // CR, LF and NUL never pass: a header value is one line.
  subject: v.pipe(v.string(), v.maxLength(limits.subject + 1), v.regex(/^[^\r\n\0]*$/)),
  text: v.pipe(v.string(), v.maxLength(limits.text + 1)),
  html: v.exactOptional(v.pipe(v.string(), v.maxLength(limits.html + 1))),
  attachments: v.pipe(
    v.array(
      v.strictObject({
        name: word,
        caught: v.exactOptional(caught),
        doubtful: v.exactOptional(v.literal(true)),
      }),
    ),
    v.maxLength(limits.recipients + 1),
  ),
  inReplyTo: v.exactOptional(word),
});

const finding = v.strictObject({
  certainty: v.picklist(certainties),
  by: v.picklist(findingGrounds),
  text: word,
});

export const stateAnswerSchema: v.GenericSchema<unknown, StateAnswer> = v.union([
  v.strictObject({
    ok: v.literal(true),
    site: word,
    webmail: word,
    finding: v.exactOptional(finding),
    late: v.boolean(),
  }),
  nothing,
]);
export const readAnswerSchema: v.GenericSchema<unknown, ReadAnswer> = v.union([
  v.strictObject({
    ok: v.literal(true),
    composer,
    frame: v.exactOptional(v.pipe(v.string(), v.maxLength(100))),
  }),
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
export const fileAnswerSchema: v.GenericSchema<unknown, FileAnswer> = v.union([
  v.strictObject({
    ok: v.literal(true),
    size: octets,
    data: v.pipe(v.string(), v.maxLength((limits.chunk / 3) * 4), v.regex(/^[A-Za-z0-9+/]*={0,2}$/)),
  }),
  v.strictObject({ ok: v.literal(false), reason: v.picklist(['gone', 'unreadable']) }),
]);
export const doneAnswerSchema = v.strictObject({ ok: v.boolean() });
