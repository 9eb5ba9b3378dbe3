/** The demo's little world, by name: three servers that follow routes, the recipient's own server and the sender's. */
import type { Zone } from './dns.ts';

export const relayNames = ['s1.test', 's2.test', 's3.test'] as const;
/** The recipient's own server. */
export const destination = 'dest.test';
/** The sender's domain: its server takes delivery reports, and the sender speaks under its name. */
export const client = 'client.test';

/** The two mailboxes that the demo's webmail shows. */
export const recipientMailbox = `user@${destination}`;
export const senderMailbox = `me@${client}`;

/**
 * All on 127.0.0.1: only Linux has the other loopback addresses by itself, so the servers differ by port. Each domain is
 * its own mail exchanger, as the smallest real sites are.
 */
export const zone: Zone = {
  origin: 'test',
  names: Object.fromEntries(
    [...relayNames, destination, client].map((name) => [name, { a: ['127.0.0.1'], mx: [name] }]),
  ),
};
