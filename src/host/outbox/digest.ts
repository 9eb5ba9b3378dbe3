/** What a stored message is known by: whatever of it would go on the wire. A flipped bit must not become another recipient. */
import { createHash } from 'node:crypto';
import type { StoredMessage } from './stored-message.ts';

/** SHA-256 in hexadecimal. */
export function digestOf({
  messageId,
  sender,
  ehlo,
  thisHosts,
  paths,
  octets,
}: Pick<StoredMessage, 'messageId' | 'sender' | 'ehlo' | 'thisHosts' | 'paths' | 'octets'>): string {
  return createHash('sha256')
    .update(JSON.stringify([messageId, sender, ehlo, thisHosts, paths]))
    .update('\0')
    .update(octets)
    .digest('hex');
}
