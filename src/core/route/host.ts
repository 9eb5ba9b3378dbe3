/** Hosts inside percent and bang forms. */
import type { Idna } from '../address/idna.ts';
import { parseDomain } from '../address/parse.ts';

/** A domain name as A-labels, or undefined when it is none, or an address literal. */
export function hostName(text: string, idna?: Idna): string | undefined {
  const parsed = parseDomain(text, idna ? { idna } : {});
  return parsed.ok && parsed.value.kind === 'name' ? parsed.value.ascii : undefined;
}

export const isLiteral = (host: string): boolean => host.startsWith('[');

/** Whether a host of an itinerary is what it should be: an A-label name or an address literal. */
export function isHost(host: string): boolean {
  return parseDomain(host).ok;
}
