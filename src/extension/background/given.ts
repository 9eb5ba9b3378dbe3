/**
 * What was given to the outbox: the draft stays in the webmail, and may come to a second confirmation, also of a browser that crashed
 * meanwhile and brought the draft back. That one says so. A draft is known by what it says and carries, whoever it goes to; to whom it
 * went is kept beside.
 */
import browser from 'webextension-polyfill';
import { sha256 } from '../sha256.ts';
import type { Earlier, FrozenDraft } from './api.ts';

/** In storage.local, the newest last. */
const key = 'given';
/** More are not kept, nor for longer, in milliseconds: the oldest go. */
const most = 100;
const longest = 30 * 24 * 3_600_000;

interface Given extends Earlier {
  readonly message: string;
  readonly digest: string;
}

/** One change after the other, in the order of the calls: two events together must not lose one. */
let queue: Promise<unknown> = Promise.resolve();

function change(
  to: (given: readonly Given[]) => readonly Given[] | Promise<readonly Given[]>,
): Promise<void> {
  const next = queue.then(async () => {
    const given = await to(await all());
    await browser.storage.local.set({ [key]: given.slice(-most) });
  });
  queue = next.catch(() => undefined);
  return next;
}

async function all(): Promise<readonly Given[]> {
  const stored = (await browser.storage.local.get(key))[key];
  return Array.isArray(stored) ? stored.filter(isGiven) : [];
}

/** Another version may have written it. */
const isGiven = (one: Partial<Record<keyof Given, unknown>> | null): one is Given =>
  [one?.message, one?.digest, one?.at].every((text) => typeof text === 'string') && Array.isArray(one?.paths);

/** Before the host has it: should its answer be lost, it may have it all the same. */
export function rememberGiven(draft: Promise<FrozenDraft | undefined>, at: Date): Promise<void> {
  return change(async (given) => {
    const frozen = await draft;
    if (frozen === undefined) return given;
    const { id: message, recipients } = frozen.draft;
    const digest = await digestOf(frozen);
    const paths = recipients.map(({ path }) => path);
    const since = new Date(at.getTime() - longest).toISOString();
    return [
      ...given.filter((one) => one.message !== message && one.at > since),
      { message, digest, at: at.toISOString(), paths },
    ];
  });
}

/** The host refused it, or there is none. */
export function forgetGiven(message: string): Promise<void> {
  return change((given) => given.filter((one) => one.message !== message));
}

/** Other messages that were made of the same draft, the newest first. */
export async function givenBefore(frozen: FrozenDraft): Promise<readonly Earlier[]> {
  const digest = await digestOf(frozen);
  return (await all())
    .filter((one) => one.digest === digest && one.message !== frozen.draft.id)
    .map(({ at, paths }) => ({ at, paths }))
    .reverse();
}

function digestOf({ draft: { subject, text, html }, files }: FrozenDraft): Promise<string> {
  const attached = files.map(({ name, caught }) => [name, caught?.size ?? null]);
  return sha256(new TextEncoder().encode(JSON.stringify([subject, text, html ?? null, attached])));
}
