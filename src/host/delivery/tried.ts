/** Every host and address that did not take the message keeps its own reason: the one that speaks for all may not be the one that can be mended. */
import { limits } from '../../core/bridge/limits.ts';
import type { Outcome, Tried } from '../../core/bridge/protocol.ts';
import { type Skipped, serverText } from '../dns/next-hop.ts';
import type { Endpoint } from '../smtp/dial.ts';
import { fateOf } from '../smtp/result.ts';
import type { Stop } from '../smtp/state.ts';
import { explainReply } from './explain.ts';

/** An address that took the conversation no further. */
export interface StopAt {
  readonly endpoint: Endpoint;
  readonly stop: Stop;
}

export function triedOf({ endpoint, stop }: StopAt): Tried {
  const { step, reply, trouble } = stop;
  const server = serverText(endpoint);
  if (!reply) return triedAs(server, trouble.code, trouble.detail);
  const fate = fateOf(step, { ok: true, reply });
  return triedAs(server, explainReply(step, reply) ?? fate.reason ?? 'refused', reply.text);
}

/** The outcomes, with those who came before them. */
export function after(before: readonly Tried[], outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.map((outcome) => {
    const tried = [...before, ...(outcome.tried ?? [])].slice(0, limits.tried);
    return tried.length > 0 ? { ...outcome, tried } : outcome;
  });
}

export const passedOver = ({ server, reason, detail }: Skipped): Tried => triedAs(server, reason, detail);

function triedAs(server: string, reason: string, detail: string): Tried {
  const words = detail.replaceAll('\n', ' ').slice(0, limits.triedDetail);
  return { server: server.slice(0, 300), reason, ...(words ? { detail: words } : {}) };
}
