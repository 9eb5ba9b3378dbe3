/** A real Postfix takes what the outbox hands over, by its sendmail(1) and by submission: its queue owns it, and delivers it. */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Way } from '../../src/host/config.ts';
import { temporaryHome } from '../host/home.ts';
import { Box, stored } from '../host/outbox/box.ts';
import { arrived } from './makes.ts';
import { client, makes } from './network.ts';
import { placeOf } from './place.ts';
import { rootAt } from './roots.ts';
import { messageOf } from './send.ts';

const { name } = makes.postfix;

const ways: readonly (readonly [string, (folder: string) => Way])[] = [
  [
    'sendmail(1)',
    (folder) => {
      // The program of the server's own root, whose queue it shares.
      const command = join(folder, 'sendmail');
      writeFileSync(
        command,
        `#!/bin/sh\nexec chroot '${rootAt(placeOf(name)).path}' /usr/sbin/sendmail "$@"\n`,
      );
      chmodSync(command, 0o755);
      return { by: 'sendmail', command };
    },
  ],
  ['submission', () => ({ by: 'relay', server: `${makes.postfix.address}:25` })],
];

test.each(ways)('%s', async (_, wayIn) => {
  using home = temporaryHome();
  const way = wayIn(home.path);
  const identities = [{ address: `me@${client.name}`, ehlo: client.name, ways: [way] }];
  writeFileSync(home.places.config, JSON.stringify({ identities }));
  await using box = new Box(home);
  const { text, end } = messageOf('Handed over.');
  const message = stored({
    sender: `me@${client.name}`,
    ehlo: client.name,
    paths: [`user@${name}`, `second@${name}`],
    octets: Buffer.from(`${text}\n`.replaceAll('\n', '\r\n')),
  });
  box.outbox.queue(message);
  await box.settled();
  expect(box.store.status(message.id)?.outcomes).toMatchObject([
    { state: 'handed-over', way: way.by },
    { state: 'handed-over', way: way.by },
  ]);
  for (const user of ['user', 'second'] as const)
    expect(await arrived('postfix', end, user)).toContain('Handed over.');
});
