import { Resolver } from 'node:dns/promises';
import { connect } from 'node:net';
import { decode, encode, streamDecode, streamEncode } from 'dns-packet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer, type DnsServer, startDns, type Zone } from '../../src/demo/dns.ts';

const many = Array.from({ length: 40 }, (_, index) => `127.0.1.${index}`);
const zone: Zone = {
  origin: 'test',
  names: {
    's1.test': { a: ['127.0.0.1'], mx: ['s1.test'] },
    'two.test': { mx: ['a.two.test', 'b.two.test'] },
    'many.test': { a: many },
  },
};

const query = (name: string, type: string, more: object = {}) => ({
  type: 'query' as const,
  id: 7,
  flags: 0x0100,
  questions: [{ name, type: type as 'A', class: 'IN' as const }],
  ...more,
});
const codeOf = (name: string, type: string, more: object = {}) =>
  (answer(query(name, type, more), zone).flags ?? 0) & 0xf;

describe('answers', () => {
  test.each([
    ['s1.test', 'A', 0, 1],
    ['S1.TEST', 'MX', 0, 1],
    ['two.test', 'MX', 0, 2],
    ['s1.test', 'AAAA', 0, 0],
    ['test', 'NS', 0, 0],
    ['_25._tcp.s1.test', 'TLSA', 3, 0],
    ['s9.test', 'MX', 3, 0],
    ['example.org', 'A', 5, 0],
    ['nottest', 'A', 5, 0],
  ])('%s %s: code %i, %i records', (name, type, code, records) => {
    const reply = answer(query(name, type), zone);
    expect((reply.flags ?? 0) & 0xf).toBe(code);
    expect(reply.answers).toHaveLength(records);
    // A negative answer carries the SOA, a refusal does not.
    expect(reply.authorities).toHaveLength(records === 0 && code !== 5 ? 1 : 0);
  });

  test('order of preference, and the name as it was asked', () => {
    expect(answer(query('Two.test', 'MX'), zone).answers).toMatchObject([
      { name: 'Two.test', data: { preference: 10, exchange: 'a.two.test' } },
      { name: 'Two.test', data: { preference: 20, exchange: 'b.two.test' } },
    ]);
  });

  test('other opcodes and other numbers of questions', () => {
    expect(codeOf('s1.test', 'A', { flags: 4 << 11 })).toBe(4);
    expect(codeOf('s1.test', 'A', { questions: [] })).toBe(1);
  });
});

describe('on the wire', () => {
  const ending = new AbortController();
  let server: DnsServer;
  beforeAll(async () => {
    server = await startDns(zone, ending.signal);
  });
  afterAll(async () => {
    ending.abort();
    await server.closed;
  });

  test("the system's own resolver understands it", async () => {
    const resolver = new Resolver();
    resolver.setServers([`${server.address}:${server.port}`]);
    await expect(resolver.resolveMx('s1.test')).resolves.toMatchObject([
      { exchange: 's1.test', priority: 10 },
    ]);
    await expect(resolver.resolve4('s1.test')).resolves.toEqual(['127.0.0.1']);
    await expect(resolver.resolve4('s9.test')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await expect(resolver.resolve6('s1.test')).rejects.toMatchObject({ code: 'ENODATA' });
    // Too long for a datagram: cut off there, whole over TCP.
    expect((await resolver.resolve4('many.test')).toSorted()).toEqual(many.toSorted());
  });

  test('two queries in one TCP segment are both answered', async () => {
    const replies = await new Promise<Buffer>((resolve) => {
      const chunks: Buffer[] = [];
      const socket = connect(server.port, server.address);
      socket.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        const all = Buffer.concat(chunks);
        const first = all.length >= 2 ? 2 + all.readUInt16BE(0) : Number.POSITIVE_INFINITY;
        if (all.length > first + 2) {
          socket.destroy();
          resolve(all);
        }
      });
      const one = streamEncode(query('s1.test', 'A'));
      socket.write(Buffer.concat([one, streamEncode({ ...query('s1.test', 'MX'), id: 8 })]));
    });
    const first = streamDecode(replies);
    const second = streamDecode(replies.subarray(2 + replies.readUInt16BE(0)));
    expect([first.id, second.id]).toEqual([7, 8]);
  });

  test('an answer can be encoded and decoded', () => {
    const reply = answer(query('s1.test', 'MX'), zone);
    expect(decode(encode(reply)).answers).toHaveLength(1);
  });
});

test('a signal closes it, also one that was given before', async () => {
  const server = await startDns(zone, AbortSignal.abort());
  await expect(server.closed).resolves.toBeUndefined();
});
