/** What the buttons do. Each gives a result that the popup shows; none changes the composer beyond what it says. */
import browser from 'webextension-polyfill';
import { limits } from '../../core/bridge/limits.ts';
import { askForHost, background } from '../background/api.ts';
import { bodyOf } from '../draft/body.ts';
import { identityFor } from '../draft/identity.ts';
import { browserIdna } from '../idna.ts';
import type { FieldName, InsertAnswer } from '../messages.ts';
import { askHost } from '../ui/host.ts';
import type { HostProblem } from '../ui/host-answer.ts';
import { verifySize } from '../ui/windows.ts';
import { type ComposerRecipient, composerRecipients, directPlan, frozenDraft } from './direct.ts';
import type { Plan } from './plan.ts';
import type { Session } from './session.ts';
import { withName } from './with-name.ts';

export type Result =
  /** `stayed`: the recipient that was chosen stands in another field, and its place was not taken. */
  | {
      readonly kind: 'inserted';
      readonly field: FieldName;
      readonly stands: string;
      readonly stayed?: ComposerRecipient;
    }
  | {
      readonly kind: 'not-inserted';
      readonly field: FieldName;
      readonly reason: Extract<InsertAnswer, { ok: false }>['reason'] | 'unreachable';
      readonly stands?: string;
    }
  /** `opening`: found out before anything was asked for. */
  | { readonly kind: 'host'; readonly problem: HostProblem; readonly opening?: boolean }
  | { readonly kind: 'bad-draft' | 'too-large' }
  /** The builder is not what the plan was made of: another message is open in the page, or another window has gone on with it. */
  | { readonly kind: 'moved-on' }
  /** The message is gone from the page. */
  | { readonly kind: 'no-message' }
  /** The background itself does not answer. */
  | { readonly kind: 'broken' }
  | { readonly kind: 'opened' };

/** Puts the address into a field of the composer, in the place of the recipient that was chosen there. */
export async function insert(session: Session, plan: Plan, field: FieldName): Promise<Result | undefined> {
  const { tabId } = session;
  if (tabId === undefined || plan.address === undefined) return undefined;
  if (await movedOn(session)) return { kind: 'moved-on' };
  const { chosen } = session.builder.value;
  const replaces = chosen?.field === field ? chosen.text : undefined;
  const [best, ...others] = withName(plan.address, plan.recipient);
  const frame = session.frame();
  let answer = await background.insert(tabId, field, best ?? plan.address, replaces, frame);
  for (const text of others) {
    // It was read back and taken out again, or never went in.
    if (answer.ok || (answer.reason !== 'changed' && answer.reason !== 'not-taken')) break;
    answer = await background.insert(tabId, field, text, replaces, frame);
  }
  if (!answer.ok) {
    const stands = 'stands' in answer ? answer.stands : undefined;
    return { kind: 'not-inserted', field, reason: answer.reason, ...(stands !== undefined && { stands }) };
  }
  // The next insertion takes the place of this one.
  session.change({ ...session.builder.value, field, chosen: { field, text: answer.stands } });
  await session.look();
  const composer = session.composer.value;
  const stayed =
    composer &&
    composerRecipients(composer).find(
      (one) => one.field !== field && one.field === chosen?.field && one.text === chosen.text,
    );
  return { kind: 'inserted', field, stands: answer.stands, ...(stayed && { stayed }) };
}

/** Must be called straight from a click: the browser asks for `nativeMessaging` only then. */
export async function sendDirectly(
  session: Session,
  plan: Plan,
  signal: AbortSignal,
): Promise<Result | undefined> {
  const granted = await askForHost();
  if (!granted) return { kind: 'host', problem: { kind: 'trouble', trouble: 'not-permitted' } };
  const { tabId } = session;
  // Read again: the text may have grown since the popup opened.
  if (await movedOn(session)) return { kind: 'moved-on' };
  const composer = session.composer.value;
  const builder = session.builder.value;
  const direct = directPlan(builder, plan, composer, browserIdna);
  if (tabId === undefined || direct === undefined) return undefined;
  if (composer === undefined) return { kind: 'no-message' };
  if (composer.text.length > limits.text || (composer.html?.length ?? 0) > limits.html)
    return { kind: 'too-large' };
  const host = await askHost(signal);
  if (host.kind !== 'ready') return { kind: 'host', problem: host };
  const identity = identityFor(composer.from, host.identities, browserIdna) ?? '';
  const body = bodyOf(composer, session.site.value.origin);
  const given = { id: crypto.randomUUID(), identity, tabId, frame: session.frame() };
  const frozen = frozenDraft(direct, composer, body, given);
  const opened = await background.openConfirm(frozen);
  return { kind: opened.ok ? 'opened' : opened.reason };
}

/**
 * A window of its own stays while the person opens another message, and a press may come before its return to the window is noticed:
 * nothing goes to whom it is not shown for yet.
 */
async function movedOn(session: Session): Promise<boolean> {
  const before = session.builder.value;
  await session.comeBack();
  return session.builder.value !== before;
}

/** While the permission is held, what would be in the way of a direct sending; the browser is not asked for anything. */
export async function checkHost(signal: AbortSignal): Promise<Result | undefined> {
  if (!(await browser.permissions.contains({ permissions: ['nativeMessaging'] }))) return undefined;
  const host = await askHost(signal);
  return host.kind === 'ready' ? undefined : { kind: 'host', problem: host, opening: true };
}

/** In a window of its own, with the route filled in. */
export async function openVerify(plan: Plan): Promise<void> {
  const route = plan.address === undefined ? '' : `?route=${encodeURIComponent(plan.address)}`;
  const url = browser.runtime.getURL(`verify.html${route}`);
  await browser.windows.create({ type: 'popup', url, ...verifySize });
}
