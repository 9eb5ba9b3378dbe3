import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificateFile, certify, keyFile } from './certificates.ts';
import type { Station } from './network.ts';
import type { Root } from './roots.ts';
import { boot, stationRoot } from './station.ts';

export const opensmtpdPackages = ['opensmtpd'];

/**
 * OpenSMTPD keeps the mail of its own domain and relays for nobody. Its whole configuration is here: Debian's listens on loopback only.
 * It offers STARTTLS and, being version 6.8 with OpenSSL 3, fails at every handshake (OpenSMTPD issue 1171): there are such servers.
 */
export async function startOpenSmtpd(
  station: Station,
  place: string,
  installed: Root,
  logs: string,
  signal: AbortSignal,
): Promise<void> {
  const root = await stationRoot(station, place, installed);
  await certify(root, station.name);
  writeFileSync(
    join(root.path, 'etc/smtpd.conf'),
    `pki lab cert "${certificateFile}"
pki lab key "${keyFile}"
listen on ${station.address} tls pki lab hostname ${station.name}
action "local" mbox
match from any for domain "${station.name}" action "local"
`,
  );
  await boot(station, root, 'exec smtpd -d', logs, signal);
}
