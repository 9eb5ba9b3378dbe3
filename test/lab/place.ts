import { join } from 'node:path';

/** A directory for what one host of the lab writes: on a tmpfs, and gone with the lab. */
export function placeOf(host: string): string {
  const lab = process.env['WAYPOST_LAB'];
  if (!lab) throw new Error('The lab runs in namespaces of its own: use `node scripts/lab.mjs`.');
  return join(lab, host);
}
