/** What the host's first answer means for a page. Pure. */
import { type BridgeErrorCode, protocolVersion, type Response } from '../../core/bridge/protocol.ts';
import type { FromHostPort, HostTrouble } from '../background/api.ts';

export type Identity = Extract<Response, { type: 'hello' }>['identities'][number];

/** What is in the way of sending. */
export type HostProblem =
  | { readonly kind: 'trouble'; readonly trouble: HostTrouble; readonly detail?: string }
  | { readonly kind: 'error'; readonly code: BridgeErrorCode; readonly detail?: string }
  | { readonly kind: 'other-version'; readonly update: 'host' | 'extension'; readonly program: string }
  | { readonly kind: 'no-identity' };

export type Host =
  | { readonly kind: 'ready'; readonly program: string; readonly identities: readonly Identity[] }
  | HostProblem;

/** The host's first answer, understood. Undefined for a message that answers something else. */
export function hostFrom(message: FromHostPort, request: string): Host | undefined {
  if (message.type === 'trouble') {
    return { kind: 'trouble', trouble: message.trouble, ...detailOf(message.detail) };
  }
  if (message.request !== undefined && message.request !== request) return undefined;
  if (message.type === 'error') return { kind: 'error', code: message.code, ...detailOf(message.detail) };
  if (message.type !== 'hello') return undefined;
  const { program, version, identities } = message;
  if (version !== protocolVersion) {
    return { kind: 'other-version', update: version < protocolVersion ? 'host' : 'extension', program };
  }
  return identities.length === 0 ? { kind: 'no-identity' } : { kind: 'ready', program, identities };
}

function detailOf(detail: string | undefined): { detail?: string } {
  return detail === undefined ? {} : { detail };
}
