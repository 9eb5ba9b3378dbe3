/** The shapes of what pages and content scripts say to the background: checked before anything is done with it. */
import * as v from 'valibot';
import { fileName } from '../../core/bridge/file.ts';
import { limits } from '../../core/bridge/limits.ts';
import { draftSchema } from '../../core/bridge/protocol.ts';
import { languages } from '../../core/words/phrase.ts';
import { fieldNames } from '../messages.ts';
import type { FrozenDraft, FrozenFile } from './api.ts';
import { selectorSchema } from './site-settings.ts';

const tabId = v.pipe(v.number(), v.integer(), v.minValue(0));
const field = v.picklist(fieldNames);
/** As a content script calls itself. */
const frame = v.pipe(v.string(), v.maxLength(100));
const origin = v.pipe(v.string(), v.maxLength(300));
const address = v.pipe(v.string(), v.minLength(1), v.maxLength(2000));

const id = v.pipe(v.string(), v.uuid());
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

const frozenFile = v.strictObject({
  name: v.pipe(
    v.string(),
    v.check((name) => fileName(name) === name),
  ),
  caught: v.exactOptional(v.strictObject({ id: v.string(), size: whole, type: v.string() })),
  doubtful: v.exactOptional(v.literal(true)),
} satisfies Record<keyof FrozenFile, v.GenericSchema>);

/** Every part of FrozenDraft has its check: one that is added there and not here does not compile. */
export const frozenSchema = v.strictObject({
  draft: draftSchema,
  stations: v.record(v.string(), v.array(v.string())),
  files: v.pipe(v.array(frozenFile), v.maxLength(limits.recipients)),
  lostImages: v.optional(v.array(v.string())),
  remoteImages: v.optional(whole),
  leftOut: v.optional(v.array(v.string())),
  from: v.optional(v.string()),
  tabId: v.optional(tabId),
  frame: v.optional(frame),
} satisfies Record<keyof FrozenDraft, v.GenericSchema>);

const call = <const Name extends string, const With extends v.GenericSchema>(name: Name, parameters: With) =>
  v.strictObject({ to: v.literal('background'), call: v.literal(name), with: parameters });

export const callSchema = v.variant('call', [
  call('siteState', v.strictTuple([tabId])),
  call('enableSite', v.strictTuple([origin])),
  call('disableSite', v.strictTuple([origin])),
  call('setGuard', v.strictTuple([tabId, v.boolean()])),
  call('point', v.strictTuple([tabId, field])),
  call('forgetPointed', v.strictTuple([tabId, field])),
  call('readComposer', v.strictTuple([tabId])),
  call(
    'insert',
    v.union([
      v.strictTuple([tabId, field, address]),
      v.strictTuple([tabId, field, address, address]),
      v.strictTuple([tabId, field, address, v.nullable(address), frame]),
    ]),
  ),
  call('popOut', v.strictTuple([tabId])),
  // The draft is checked by the call itself, which answers what is wrong with it.
  call('openConfirm', v.strictTuple([v.unknown()])),
  call('frozenDraft', v.strictTuple([id])),
  call('givenBefore', v.strictTuple([id])),
  call('filePiece', v.strictTuple([id, whole, whole])),
  call('sentDirectly', v.strictTuple([tabId])),
]);
export type CheckedCall = v.InferOutput<typeof callSchema>;

/** All that a content script may say. */
export const fromContentSchema = v.variant('type', [
  v.strictObject({ type: v.literal('second-stage'), language: v.picklist(languages) }),
  v.strictObject({ type: v.literal('third-stage') }),
  v.strictObject({ type: v.literal('may-stay') }),
  v.strictObject({ type: v.literal('pointed'), field, css: v.exactOptional(selectorSchema) }),
  v.strictObject({ type: v.literal('open-builder'), field }),
]);
