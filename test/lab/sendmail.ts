import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listening, startDaemon } from './daemon.ts';
import { client, resolver, type Station } from './network.ts';
import { inRoot, makeRoot, nameRoot, type Root, rootAt } from './roots.ts';

/** In each server's root: whose mail it keeps, and what its Sendmail saw on the wire. */
const user = 'user';
const mailbox = `/var/mail/${user}`;
const wireLog = '/var/log/wire.log';

/**
 * Starts a Sendmail with a root, a network, a host name and a process tree of its own.
 * @param place a directory for what is this server's own
 * @param installed the root that holds the packages
 * @param logs a directory for what it says
 */
export async function startSendmail(
  station: Station,
  place: string,
  installed: Root,
  logs: string,
  signal: AbortSignal,
): Promise<void> {
  const root = await makeRoot(place, installed);
  nameRoot(root, { ...station, resolvConf: `nameserver ${resolver}\n` });
  await configure(root, station);
  startDaemon(
    'ip',
    [
      ...['netns', 'exec', station.name, 'unshare', '--uts', '--pid', '--mount', '--fork', '--kill-child'],
      ...['--mount-proc', `--root=${root.path}`, 'sh', '-ec'],
      // -X logs each line of SMTP as it is read and written; the queue is run often, so a mishap costs no minutes.
      `hostname ${station.name}; exec sendmail -bD -q2s -X ${wireLog}`,
    ],
    { signal, log: join(logs, `${station.name}.log`) },
  );
  await listening(station.address, 25, signal);
}

/** The path in each RCPT TO that other hosts gave this server, oldest first, between `<` and `>`. */
export function recipientsSeen(place: string): readonly string[] {
  // Lines of the -X log: a process id, `<<<` for what was read, and the line itself.
  return [...read(place, wireLog).matchAll(/^\d+ <<< RCPT TO:\s*<(.*?)>/gim)].map(([, path]) => path ?? '');
}

/** The text of each message in the mailbox of `user` at this server, oldest first. */
export function messagesIn(place: string): readonly string[] {
  // mbox: a line that starts with `From ` parts the messages; procmail quotes such lines inside them.
  const messages = read(place, mailbox)
    .split(/^From .*\n/m)
    .slice(1);
  return messages.map((message) => message.trimEnd());
}

function read(place: string, path: string): string {
  const file = join(rootAt(place).path, path);
  return existsSync(file) ? readFileSync(file, 'latin1') : '';
}

/** Debian's own configuration, but for what the lab needs: each change is asked to be there. */
async function configure(root: Root, station: Station): Promise<void> {
  const at = (file: string) => join(root.path, 'etc/mail', file);
  const mc = replaceIn(readFileSync(at('sendmail.mc'), 'utf8'), [
    // Debian's Sendmail listens on loopback only.
    ['Name=MTA-v4, Port=smtp, Addr=127.0.0.1', 'Name=MTA-v4, Port=smtp'],
    // The one switch that makes Sendmail follow source routes (cf/m4/proto.m4); otherwise it drops them and goes direct.
    ['MAILER_DEFINITIONS\n', "define(`_USE_DEPRECATED_ROUTE_ADDR_', `1')dnl\nMAILER_DEFINITIONS\n"],
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
     id ${user} || useradd --create-home ${user}
     mkdir -p /run/sendmail/mta /run/sendmail/stampdir; chown smmta:smmsp /run/sendmail/mta
     rm -f ${wireLog} ${mailbox}`,
  );
}

function replaceIn(text: string, replacements: readonly (readonly [string, string])[]): string {
  return replacements.reduce((result, [from, to]) => {
    if (!result.includes(from))
      throw new Error(`Debian's sendmail.mc no longer holds ${JSON.stringify(from)}`);
    return result.replace(from, () => to);
  }, text);
}
