import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listening, startDaemon } from './daemon.ts';
import { resolver, type Station } from './network.ts';
import { inRoot, makeRoot, nameRoot, type Root, rootAt } from './roots.ts';

/** The people who have a mailbox at every server of the lab. */
export const users = ['user', 'second'] as const;
export type User = (typeof users)[number];

const mailboxOf = (user: User): string => `/var/mail/${user}`;

/**
 * A root for this server alone, named after it, with empty mailboxes.
 * @param place a directory for what is this server's own
 * @param installed the root that holds the packages
 */
export async function stationRoot(station: Station, place: string, installed: Root): Promise<Root> {
  const root = await makeRoot(place, installed);
  nameRoot(root, { ...station, resolvConf: `nameserver ${resolver}\n` });
  await inRoot(
    root,
    users.map((user) => `id ${user} || useradd --create-home ${user}; rm -f ${mailboxOf(user)}`).join('\n'),
  );
  return root;
}

/**
 * Runs a mail server with a network, a host name and a process tree of its own, until it accepts connections.
 * @param script a shell script that ends in the server, in the foreground
 * @param logs a directory for what it says
 */
export async function boot(
  station: Station,
  root: Root,
  script: string,
  logs: string,
  signal: AbortSignal,
): Promise<void> {
  startDaemon(
    'ip',
    [
      ...['netns', 'exec', station.name, 'unshare', '--uts', '--pid', '--mount', '--fork', '--kill-child'],
      ...['--mount-proc', `--root=${root.path}`, 'sh', '-ec', `hostname ${station.name}\n${script}`],
    ],
    { signal, log: join(logs, `${station.name}.log`) },
  );
  await listening(station.address, 25, signal);
}

/** The text of each message in a mailbox at this server, oldest first. */
export function messagesIn(place: string, user: User = 'user'): readonly string[] {
  // mbox: a line that starts with `From ` parts the messages; such lines inside them are quoted.
  const messages = readIn(place, mailboxOf(user))
    .split(/^From .*\n/m)
    .slice(1);
  return messages.map((message) => message.trimEnd());
}

/** A file of this server as latin1, a character for each octet; empty where there is none. */
export function readIn(place: string, path: string): string {
  const file = join(rootAt(place).path, path);
  return existsSync(file) ? readFileSync(file, 'latin1') : '';
}

/** A configuration file with some of its text replaced, all of which has to be there. */
export function replaceIn(text: string, replacements: readonly (readonly [string, string])[]): string {
  return replacements.reduce((result, [from, to]) => {
    if (!result.includes(from))
      throw new Error(`the Debian configuration no longer holds ${JSON.stringify(from)}`);
    return result.replace(from, () => to);
  }, text);
}
