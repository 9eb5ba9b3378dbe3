import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificateFile, certify, keyFile } from './certificates.ts';
import type { Station } from './network.ts';
import { inRoot, type Root } from './roots.ts';
import { boot, stationRoot } from './station.ts';

export const eximPackages = ['exim4-daemon-light'];

/** Debian's Exim as an "internet site": its own domain, TLS; in all else as it comes. */
export async function startExim(
  station: Station,
  place: string,
  installed: Root,
  logs: string,
  signal: AbortSignal,
): Promise<void> {
  const root = await stationRoot(station, place, installed);
  await certify(root, station.name, 'Debian-exim');
  const answers = {
    eximconfig_configtype: 'internet',
    other_hostnames: station.name,
    local_interfaces: '', // all; Debian's are the loopback ones
    relay_nets: '', // to whom it relays, it accepts recipients at its own domain, too, that do not exist
    use_split_config: 'false',
    localdelivery: 'mail_spool',
  };
  const file = (name: string) => join(root.path, 'etc/exim4', name);
  writeFileSync(
    file('update-exim4.conf.conf'),
    Object.entries(answers)
      .map(([name, value]) => `dc_${name}='${value}'\n`)
      .join(''),
  );
  writeFileSync(
    file('exim4.conf.localmacros'),
    [
      `MAIN_HARDCODE_PRIMARY_HOSTNAME = ${station.name}`,
      'MAIN_TLS_ENABLE = yes',
      `MAIN_TLS_CERTIFICATE = ${certificateFile}`,
      `MAIN_TLS_PRIVATEKEY = ${keyFile}`,
      'ROUTER_DNSLOOKUP_IGNORE_TARGET_HOSTS = 0.0.0.0', // Debian's Exim sends nothing to private addresses
      '',
    ].join('\n'),
  );
  await inRoot(root, 'update-exim4.conf');
  await boot(
    station,
    root,
    'mkdir -p /run/exim4; chown Debian-exim: /run/exim4; exec exim4 -bdf -q10s',
    logs,
    signal,
  );
}
