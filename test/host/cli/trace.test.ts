import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../../src/core/words/phrase.ts';
import { run } from '../../../src/host/cli/program.ts';

const date = 'Mon, 23 Nov 2026 02:15:10 GMT';
const line = (from: string, by: string, path: string) =>
  `Received: from ${from} (${from} [10.77.0.9])\r\n\tby ${by} (8.17.1.9/8.17.1.9) with ESMTP id x\r\n\tfor <${path}>; ${date}\r\n`;
const routed = `${line('s3.test', 'dest.test', 'user@dest.test')}${line('s2.test', 's3.test', '@s3.test:user@dest.test')}${line('s1.test', 's2.test', '@s2.test,@s3.test:user@dest.test')}${line('client.test', 's1.test', '@s1.test,@s2.test,@s3.test:user@dest.test')}\r\nbody\r\n`;
const direct = `${line('client.test', 'dest.test', 'user@dest.test')}\r\n`;
const detour = `${line('x.test', 'dest.test', 'user@dest.test')}${line('client.test', 'x.test', 'user@dest.test')}\r\n`;

async function waypost(args: readonly string[], stdin = '', language: Language = 'en') {
  const [out, err]: [string[], string[]] = [[], []];
  let code = 0;
  await run(['trace', ...args], {
    stdin: Readable.from([stdin]),
    stdout: (text) => void out.push(text),
    octets: () => {},
    stderr: (text) => void err.push(text),
    env: {},
    language,
    exit: (given) => {
      code = given;
    },
  });
  return { code, out: out.join(''), err: err.join('') };
}

const route = '<@s1.test,@s2.test,@s3.test:user@dest.test>';

describe('waypost trace', () => {
  let folder = '';
  let file = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waypost-trace-'));
    file = join(folder, 'message.eml');
    await writeFile(file, routed);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('JSON', async () => {
    const { code, out } = await waypost(['--route', route, '--json', file]);
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect(Object.keys(answer)).toEqual(['verdict', 'legs']);
    expect(answer.verdict).toBe('followed');
    expect(answer.legs).toHaveLength(4);
    expect(answer.legs[0]).toEqual({
      from: 'client.test',
      to: 's1.test',
      role: 'hop',
      proof: 'proven',
      line: 0,
      for: '@s1.test,@s2.test,@s3.test:user@dest.test',
      with: 'ESMTP',
      at: '2026-11-23T02:15:10Z',
    });
  });

  test.each([
    ['percent', 'user%dest.test%s3.test%s2.test@s1.test'],
    ['bang', 's2.test!s3.test!dest.test!user@s1.test'],
    ['bare bang', 's1.test!s2.test!s3.test!dest.test!user'],
    ['a source route to a percent form', '@s1.test,@s2.test:user%dest.test@s3.test'],
    ['without brackets', '@s1.test,@s2.test,@s3.test:user@dest.test'],
  ])('%s means the same', async (_, other) => {
    const [one, two] = [
      await waypost(['--route', route, '--json', file]),
      await waypost(['--route', other, '--json', file]),
    ];
    expect(two).toEqual(one);
  });

  test.each([
    ['followed', routed, [], 0],
    ['skipped', direct, [], 1],
    ['unproven', 'Subject: x\n\n', [], 2],
    ['unproven', '', ['-'], 2],
  ])('%s from standard input', async (verdict, message, args, code) => {
    const answer = await waypost(['--route', route, '--json', ...args], message);
    expect(JSON.parse(answer.out).verdict).toBe(verdict);
    expect(answer.code).toBe(code);
  });

  test.each([
    ['detoured', [], 1],
    ['followed', ['--origin', 'x.test'], 0],
    ['skipped', ['--route', '@s1.test:user@dest.test'], 1],
    ['followed', ['--route', '@s1.test:user@dest.test', '--alias', 's1.test=x.test'], 0],
    [
      'followed',
      ['--route', '@s1.test:user@dest.test', '--alias', 's1.test=y.test', '--alias', 'S1.test=X.test.'],
      0,
    ],
    ['reordered', ['--route', '@s2.test,@s1.test:user@dest.test'], 1],
  ])('%s with %j', async (verdict, args, code) => {
    const message = verdict === 'reordered' ? routed.replaceAll('s3.test', 's2.test') : detour;
    const { out, code: given } = await waypost(['--route', 'user@dest.test', ...args, '--json'], message);
    expect(JSON.parse(out).verdict).toBe(verdict);
    expect(given).toBe(code);
  });

  test('--trust', async () => {
    const twice = `${line('x.test', 'dest.test', 'user@dest.test')}${line('y.test', 'x.test', 'user@dest.test')}${line('client.test', 'y.test', 'user@dest.test')}\r\n`;
    const proofs = async (message: string, ...args: string[]) => {
      const { out } = await waypost(['--route', 'user@dest.test', '--json', ...args], message);
      return JSON.parse(out).legs.map(({ proof }: { proof: string }) => proof);
    };
    expect(await proofs(twice)).toEqual(['claimed', 'proven', 'proven']);
    expect(await proofs(twice, '--trust', 'x.test')).toEqual(['proven', 'proven', 'proven']);
    const unknown = twice.replace('(x.test', '(unknown');
    expect(await proofs(unknown, '--trust', 'x.test')).toEqual(['claimed', 'claimed', 'proven']);
  });

  test('for people', async () => {
    const { out } = await waypost(['--route', '@s1.test:user@dest.test'], detour);
    expect(out).toBe(
      [
        'No Received line shows that the message passed s1.test.',
        'client.test -> (s1.test) -> *x.test -> dest.test',
        '  client.test -> (s1.test)  no trace',
        '  client.test -> *x.test  proven  not in the route  2026-11-23T02:15:10Z  ESMTP  for <user@dest.test>',
        '  x.test -> dest.test  proven  2026-11-23T02:15:10Z  ESMTP  for <user@dest.test>',
        '',
      ].join('\n'),
    );
  });

  test('for people, in Russian, with the hint for a destination under another name', async () => {
    const { out } = await waypost(['--route', 'user@elsewhere.test'], direct, 'ru');
    expect(out).toContain('Ни одна строка Received');
    expect(out).toContain('--alias elsewhere.test=');
  });

  test('no control character of the header reaches the terminal', async () => {
    const { out } = await waypost(
      ['--route', 'user@dest.test'],
      line('\x1b[2Jx', '\x9bdest.test', 'u\u202e@d'),
    );
    expect(out).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/);
  });

  test.each([
    ['no route', ['message.eml']],
    ['a route that is none', ['--route', '@s1.test user@dest.test']],
    ['two recipients', ['--route', 'a@dest.test, b@dest.test']],
    ['a route with two meanings', ['--route', 's2.test!user%dest.test@s1.test']],
    ['an alias without a name', ['--route', 'user@dest.test', '--alias', 's1.test']],
    ['no such file', ['--route', 'user@dest.test', '/no/such/file']],
    ['an unknown option', ['--route', 'user@dest.test', '--no-such']],
  ])('%s is wrong usage', async (_, args) => {
    const { code, err, out } = await waypost(args, routed);
    expect(code).toBe(64);
    expect(err).not.toBe('');
    expect(out).toBe('');
  });
});
