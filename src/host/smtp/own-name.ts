/** How this host introduces itself when nobody said: RFC 5321 §4.1.4, a domain name if there is one, else an address literal. */
import { hostname, networkInterfaces } from 'node:os';

export function defaultEhlo(): string {
  const name = hostname();
  // A name without a dot is refused by many servers and means nothing to the rest.
  if (/^[\w-]+(\.[\w-]+)+$/.test(name) && !name.startsWith('localhost')) return name;
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const outside = addresses.find(({ internal, family }) => !internal && family === 'IPv4');
  return `[${outside?.address ?? '127.0.0.1'}]`;
}
