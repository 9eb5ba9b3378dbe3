import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificateFile, certify, keyFile } from './certificates.ts';
import { client, type Station } from './network.ts';
import { inRoot, type Root } from './roots.ts';
import { boot, readIn, replaceIn, stationRoot } from './station.ts';

/** Inside each server's root: what its Sendmail saw on the wire. */
const wireLog = '/var/log/wire.log';

/**
 * Starts a Sendmail with a root, a network, a host name and a process tree of its own.
 * @param place a directory for what is this server's own
 * @param installed the root that holds the packages
 * @param logs a directory for what it says
 * @param tls whether it offers STARTTLS
 */
export async function startSendmail(
  station: Station,
  place: string,
  installed: Root,
  logs: string,
  signal: AbortSignal,
  tls = false,
): Promise<void> {
  const root = await stationRoot(station, place, installed);
  if (tls) await certify(root, station.name);
  await configure(root, station, tls);
  // -X logs each line of SMTP as it is read and written; the queue is run often, so a mishap costs no minutes.
  await boot(station, root, `exec sendmail -bD -q2s -X ${wireLog}`, logs, signal);
}

/** The path in each RCPT TO that other hosts gave this server, oldest first, between `<` and `>`. */
export function recipientsSeen(place: string): readonly string[] {
  // Lines of the -X log: a process id, `<<<` for what was read, and the line itself.
  return [...readIn(place, wireLog).matchAll(/^\d+ <<< RCPT TO:\s*<(.*?)>/gim)].map(([, path]) => path ?? '');
}

const tlsDefinitions = `define(\`confCACERT_PATH', \`/etc/ssl/certs')dnl
define(\`confCACERT', \`${certificateFile}')dnl
define(\`confSERVER_CERT', \`${certificateFile}')dnl
define(\`confSERVER_KEY', \`${keyFile}')dnl
`;

/** Debian's own configuration, but for what the lab needs: each change is asked to be there. */
async function configure(root: Root, station: Station, tls: boolean): Promise<void> {
  const at = (file: string) => join(root.path, 'etc/mail', file);
  const mc = replaceIn(readFileSync(at('sendmail.mc'), 'utf8'), [
    // Debian's Sendmail listens on loopback only.
    ['Name=MTA-v4, Port=smtp, Addr=127.0.0.1', 'Name=MTA-v4, Port=smtp'],
    // The one switch that makes Sendmail follow source routes (cf/m4/proto.m4); otherwise it drops them and goes direct.
    ['MAILER_DEFINITIONS\n', "define(`_USE_DEPRECATED_ROUTE_ADDR_', `1')dnl\nMAILER_DEFINITIONS\n"],
    // On a busy machine it would queue what comes, and later refuse to be connected to.
    [
      'MAILER_DEFINITIONS\n',
      "define(`confQUEUE_LA', `1000')dnl\ndefine(`confREFUSE_LA', `1000')dnl\nMAILER_DEFINITIONS\n",
    ],
    ...(tls ? [['MAILER_DEFINITIONS\n', `${tlsDefinitions}MAILER_DEFINITIONS\n`] as const] : []),
  ]);
  writeFileSync(at('sendmail.mc'), mc);
  writeFileSync(at('local-host-names'), `localhost\n${station.name}\n`);
  // Relay for the lab, without Debian's throttles for strangers (5 s before the greeting, 10 connections a minute).
  const lab = client.address.replace(/\.\d+$/, '');
  appendFileSync(
    at('access'),
    `Connect:${lab}\tRELAY\nGreetPause:${lab}\t0\nClientRate:${lab}\t0\nClientConn:${lab}\t0\n`,
  );
  await inRoot(
    root,
    `cd /etc/mail; m4 sendmail.mc > sendmail.cf; makemap hash access < access; newaliases
     mkdir -p /run/sendmail/mta /run/sendmail/stampdir; chown smmta:smmsp /run/sendmail/mta
     rm -f ${wireLog}`,
  );
}
