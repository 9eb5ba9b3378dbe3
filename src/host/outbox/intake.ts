/** From a draft to what the outbox stores: final octets, or why the draft is refused. */
import type { Draft, Response } from '../../core/bridge/protocol.ts';
import { identityFor, type ReadConfig } from '../config.ts';
import { readPath } from '../delivery/plan.ts';
import { composeMessage } from '../message/compose.ts';
import type { StoredMessage } from './stored-message.ts';

export type Refusal = Pick<Extract<Response, { type: 'error' }>, 'code' | 'detail'>;

/** `contents`: the octets of the draft's attachments, in their order. */
export async function messageOf(
  draft: Draft,
  contents: readonly Buffer[],
  config: ReadConfig,
  date: Date,
): Promise<
  { readonly ok: true; readonly message: StoredMessage } | { readonly ok: false; readonly refusal: Refusal }
> {
  const refuse = (code: Refusal['code'], detail: string) =>
    ({ ok: false, refusal: { code, detail: detail.slice(0, 1000) } }) as const;
  if (!config.ok) return refuse('config-broken', config.detail);
  const identity = identityFor(config.config, draft.identity);
  if (!identity) return refuse('no-identity', draft.identity);
  const mailboxes: string[] = [];
  for (const { path } of draft.recipients) {
    const read = readPath(path);
    if (!read.ok) {
      const error = read.issues.find(({ severity }) => severity === 'error');
      return refuse('bad-recipient', `<${path}> (${error?.code ?? ''}, ${error?.start ?? 0})`);
    }
    if (read.value.nextHop === undefined) return refuse('bad-recipient', `<${path}>`);
    mailboxes.push(read.value.mailbox);
  }
  const { octets, messageId } = await composeMessage(
    { draft, mailboxes, contents, identity },
    { date, unique: draft.id },
  );
  return {
    ok: true,
    message: {
      id: draft.id,
      created: date.toISOString(),
      subject: draft.subject,
      messageId,
      sender: identity.sender ?? identity.address,
      ehlo: identity.ehlo,
      thisHosts: draft.thisHosts,
      paths: draft.recipients.map(({ path }) => path),
      // Whoever is named in the open as well has nothing to hide.
      apart: draft.recipients
        .filter(
          ({ field, path }) =>
            field === 'bcc' && !draft.recipients.some((one) => one.field !== 'bcc' && one.path === path),
        )
        .map(({ path }) => path),
      octets,
    },
  };
}
