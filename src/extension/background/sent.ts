/** Which composer to tell when a message that was sent from it has gone. */
import type { Response } from '../../core/bridge/protocol.ts';

/** What a status means for the draft that still stands in the webmail: `maybe` weighs less than a recipient that surely got it. */
export function newsFor(response: Response): { message: string; maybe: boolean } | undefined {
  if (response.type !== 'status') return undefined;
  const { message, outcomes } = response.status;
  if (outcomes.some(({ state }) => state === 'sent' || state === 'handed-over'))
    return { message, maybe: false };
  if (outcomes.some(({ state }) => state === 'maybe-sent')) return { message, maybe: true };
  return undefined;
}
