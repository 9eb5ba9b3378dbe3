/** One message to several next hops: each is found and asked on its own. */
import { describe, expect, test } from 'vitest';
import { emptyConfig } from '../../../src/host/config.ts';
import { type Delivery, withPolicy } from '../../../src/host/delivery/deliver.ts';
import type { Endpoint } from '../../../src/host/smtp/dial.ts';
import { deliverIn } from '../deliver-in.ts';
import { a, mx } from '../dns/server.ts';
import { type FakeServer, fakeServer, type Script } from '../fake-server.ts';

test('only the named next hop is contacted past its MX', async () => {
  await using itself = await fakeServer();
  await using mail = await fakeServer();
  const { outcomes } = await deliverIn(
    {
      's1.test': [mx('s1.test', 'mail.test'), a('s1.test', '127.0.0.1')],
      's2.test': [mx('s2.test', 'mail.test'), a('s2.test', '127.0.0.1')],
      'mail.test': [a('mail.test', '127.0.0.1')],
    },
    {
      paths: ['@s1.test:user@dest.test', '@s2.test:user@dest.test'],
      thisHosts: ['s1.test'],
      ports: { 's1.test': itself.port, 's2.test': itself.port, 'mail.test': mail.port },
    },
  );
  const recipients = (commands: readonly string[]) => commands.filter((line) => line.startsWith('RCPT'));
  expect(recipients(itself.commands)).toEqual(['RCPT TO:<@s1.test:user@dest.test>']);
  expect(recipients(mail.commands)).toEqual(['RCPT TO:<@s2.test:user@dest.test>']);
  expect(outcomes.map(({ path, state }) => `${path} ${state}`)).toEqual([
    '@s1.test:user@dest.test sent',
    '@s2.test:user@dest.test sent',
  ]);
});

test('an address literal: the DNS has no part in it', async () => {
  await using mail = await fakeServer();
  const aliases: string[] = [];
  const literal = '[127.0.0.1]';
  const { outcomes, remarks, dns } = await deliverIn(
    {},
    {
      paths: [`user@${literal}`],
      ports: {},
      options: {
        // Of the documentation's network: nobody may believe it, and nobody could ask it.
        config: {
          ...emptyConfig,
          dns: '192.0.2.1',
          networks: ['127.0.0.0/8'],
          ports: { [literal]: mail.port },
        },
        onAliases: (station) => aliases.push(station),
      },
    },
  );
  expect(outcomes).toMatchObject([{ state: 'sent' }]);
  expect(remarks).not.toMatch(/DANE|looking up/i);
  expect(dns.asked).toEqual([]);
  expect(aliases).toEqual([]);
});

test('a later station that the DNS does not answer for: once the message is delivered, nobody asks on', async () => {
  await using mail = await fakeServer();
  let asked = 0;
  const { outcomes } = await deliverIn(
    { 's1.test': [mx('s1.test', 's1.test'), a('s1.test', '127.0.0.1')] },
    {
      paths: ['@s1.test:user@silent.test'],
      ports: { 's1.test': mail.port },
      dns: {
        say: (question, octets) => {
          if (question.name !== 'silent.test') return [octets];
          asked++;
          return [];
        },
      },
      options: { onAliases() {} },
    },
  );
  expect(outcomes).toMatchObject([{ state: 'sent' }]);
  expect(asked).toBeGreaterThan(0);
  // What was closed is gone with the turn.
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(process.getActiveResourcesInfo().filter((kind) => kind === 'UDPWrap')).toEqual([]);
});

/** Two next hops with a server each; what deliver makes of a message to both. */
async function deliverTo(scripts: Readonly<Record<string, Script>>, delivery: Partial<Delivery>) {
  await using stack = new AsyncDisposableStack();
  const ports: Record<string, number> = {};
  const servers: Record<string, FakeServer> = {};
  const zone: Record<string, ReturnType<typeof mx>[]> = {};
  for (const [name, script] of Object.entries(scripts)) {
    const server = stack.use(await fakeServer(script));
    servers[name] = server;
    ports[name] = server.port;
    zone[name] = [mx(name, name), a(name, '127.0.0.1')];
  }
  const { outcomes } = await deliverIn(zone, {
    paths: Object.keys(scripts).map((name) => `user@${name}`),
    ports,
    ...delivery,
  });
  return {
    states: outcomes.map(({ path, state }) => `${path} ${state}`).sort(),
    messages: Object.values(servers).map(({ messages }) => messages.length),
    servers,
  };
}

describe('all or none, over several next hops', () => {
  const chunking: Script = { extensions: ['PIPELINING', 'CHUNKING'] };
  const refusing: Script = {
    ...chunking,
    on: (line) => (line.startsWith('RCPT') ? '550 5.1.1 no' : 'polite'),
  };

  test('everybody accepted: it goes to all', async () => {
    const { states, messages } = await deliverTo({ 'a.test': {}, 'b.test': chunking }, { together: true });
    expect(states).toEqual(['user@a.test sent', 'user@b.test sent']);
    expect(messages).toEqual([1, 1]);
  });

  test.each<[string, Readonly<Record<string, Script>>]>([
    ['one refused', { 'a.test': chunking, 'b.test': refusing }],
    ['the first refused', { 'a.test': refusing, 'b.test': {} }],
    ['one not there', { 'a.test': chunking, 'b.test': { greeting: '554 no' } }],
  ])('%s: nobody gets it', async (_, scripts) => {
    const { states, messages } = await deliverTo(scripts, { together: true });
    expect(states.filter((state) => state.endsWith('sent'))).toEqual([]);
    expect(messages).toEqual([0, 0]);
  });

  test('a path that is none', async () => {
    const { messages, states } = await deliverTo(
      { 'a.test': chunking, 'b.test': chunking },
      { together: true, paths: ['user@a.test', 'no path'] },
    );
    expect(states).toEqual(['no path failed', 'user@a.test failed']);
    expect(messages).toEqual([0, 0]);
  });

  test('blind copies wait on connections of their own', async () => {
    const paths = ['x@a.test', 'y@a.test', 'z@a.test'];
    const { states, messages, servers } = await deliverTo(
      { 'a.test': chunking },
      { together: true, paths, apart: ['y@a.test', 'z@a.test'] },
    );
    expect(states).toEqual(paths.map((path) => `${path} sent`));
    expect(messages).toEqual([3]);
    expect(servers['a.test']?.commands.filter((line) => line.startsWith('EHLO')).length).toBe(3);
  });
});

test.each<[Pick<Delivery, 'tls' | 'requireTls'>, Endpoint['tls'], string]>([
  [{}, undefined, 'nothing'],
  [{ tls: 'none' }, undefined, 'none'],
  [{ tls: 'none' }, { kind: 'require-verified' }, 'require-verified'],
  [{ tls: 'require-verified' }, { kind: 'opportunistic' }, 'require-verified'],
  [{ requireTls: true, tls: 'none' }, undefined, 'require-verified'],
])('%j asks an endpoint that wants %j for %s', (asked, tls, expected) => {
  const endpoint = { name: 'mx.test', address: '192.0.2.1', port: 25, ...(tls ? { tls } : {}) };
  expect(withPolicy(endpoint, asked).tls?.kind ?? 'nothing').toBe(expected);
});
