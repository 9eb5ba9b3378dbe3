/** `waypost parse` and `waypost route`, as their users see them. */
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../src/core/words/phrase.ts';
import type { Io } from '../../../src/host/cli/io.ts';
import { run } from '../../../src/host/cli/program.ts';

interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number | undefined;
}

async function waypost(args: readonly string[], stdin = '', language: Language = 'en'): Promise<Ran> {
  let out = '';
  let err = '';
  let code: number | undefined;
  const io: Io = {
    stdin: Readable.from([stdin]),
    stdout: (text) => {
      out += text;
    },
    octets: () => {},
    stderr: (text) => {
      err += text;
    },
    env: {},
    language,
    exit: (status) => {
      code = status;
    },
  };
  await run(args, io);
  return { out, err, code };
}

const jsonLines = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('parse --json', () => {
  test('one recipient stands at the top as well', async () => {
    const { out, code } = await waypost(['parse', '--json', '<@S1.test,@bücher.example:"a b"@Dest.test>']);
    const [line] = jsonLines(out);
    const { recipients, issues, input, ok, ...top } = line;
    expect(input).toBe('<@S1.test,@bücher.example:"a b"@Dest.test>');
    expect([ok, code]).toEqual([true, 0]);
    expect(recipients).toEqual([top]);
    expect(top).toEqual({
      form: 'source-route',
      hops: ['S1.test', 'bücher.example'],
      hopsAscii: ['s1.test', 'xn--bcher-kva.example'],
      localPart: '"a b"',
      localPartValue: 'a b',
      domain: 'Dest.test',
      domainAscii: 'dest.test',
      domainUnicode: 'dest.test',
      canonical: '@s1.test,@xn--bcher-kva.example:"a b"@dest.test',
      start: 0,
      end: 42,
      readings: [
        {
          notation: 'source-route',
          hops: ['s1.test', 'xn--bcher-kva.example'],
          localPart: 'a b',
          domain: 'dest.test',
        },
      ],
    });
    expect(issues.map(({ code: one }: { code: string }) => one)).toEqual(['source-route']);
  });

  test('percent stays opaque, bang without "@" has its routed meaning only', async () => {
    const { out } = await waypost([
      'parse',
      '--json',
      'user%dest.test%s2.test@s1.test',
      's1!s2!dest!user',
      'a!b%c@d',
    ]);
    const [percent, bang, mixed] = jsonLines(out);
    expect([percent.hops, percent.localPart, percent.domain]).toEqual([
      [],
      'user%dest.test%s2.test',
      's1.test',
    ]);
    expect(percent.readings).toEqual([
      { notation: 'percent', hops: ['s1.test', 's2.test'], localPart: 'user', domain: 'dest.test' },
    ]);
    expect([bang.hops, bang.localPart, bang.domain]).toEqual([['s1', 's2'], 'user', 'dest']);
    expect(bang.readings).toEqual([
      { notation: 'bang', hops: ['s1', 's2'], localPart: 'user', domain: 'dest' },
    ]);
    expect(mixed.readings).toEqual([
      { notation: 'percent', hops: ['d', 'c'], localPart: 'b', domain: 'a' },
      { notation: 'bang', hops: ['d', 'a'], localPart: 'b', domain: 'c' },
    ]);
  });

  test('lines of standard input, one object each, a profile for all', async () => {
    const { out, code } = await waypost(
      ['parse', '--json', '--profile', 'smtp'],
      'user@dest.test\r\n<@s1.test, @s2.test:u@d.test>\n',
    );
    const [good, bad] = jsonLines(out);
    expect([good.ok, bad.ok, code]).toEqual([true, false, 1]);
    expect(bad.recipients).toEqual([]);
    expect(bad.issues.find(({ severity }: { severity: string }) => severity === 'error')).toEqual({
      code: 'space-in-route',
      severity: 'error',
      start: 10,
      end: 11,
      rfc: 'RFC 5321 §4.1.2',
      message:
        'A route holds no spaces: delete the space here, for some servers send the message astray with it.',
      fix: { start: 10, end: 11, text: '' },
    });
  });

  test('a list has no recipient at the top', async () => {
    const { out } = await waypost(['parse', '--json', '@s1.test,@s2.test:user@dest.test, b@x.test']);
    const [line] = jsonLines(out);
    expect(line.canonical).toBeUndefined();
    expect(line.recipients.map(({ canonical }: { canonical: string }) => canonical)).toEqual([
      '@s1.test,@s2.test:user@dest.test',
      'b@x.test',
    ]);
  });
});

describe('parse for people', () => {
  test('the line with stations, and carets under the fault', async () => {
    const { out, code } = await waypost(['parse', '<@s1.test:user@dest.test>', '用户@例え..テスト']);
    expect(code).toBe(1);
    expect(out).toContain('  client -> s1.test -> dest.test\n');
    expect(out).toContain(
      '  error: Nothing stands before this dot of the domain: delete it, or write the label that is missing.\n' +
        '    用户@例え..テスト\n' +
        `    ${' '.repeat(10)}^\n`,
    );
  });

  test('in Russian', async () => {
    const { out } = await waypost(['parse', '@s1:u@dest.test'], '', 'ru');
    expect(out).toContain(
      'подсказка: Имя узла «s1» неполное: напишите его целиком, например s1.example.org.',
    );
  });

  test('no control character of an address reaches the terminal', async () => {
    const { out } = await waypost(['parse', '"\x1b[31m"@dest.test\x07', 'a\u202eb@dest.test']);
    expect(out).not.toMatch(/[\0-\x09\x0b-\x1f\u202e]/);
  });
});

describe('route', () => {
  test('--json holds every notation and every hop', async () => {
    const { out, code } = await waypost([
      'route',
      '--via',
      's1.test,s2.test',
      '--to',
      'user@dest.test',
      '--json',
    ]);
    const [line] = jsonLines(out);
    expect([line.ok, code]).toEqual([true, 0]);
    expect(line.stations).toEqual(['s1.test', 's2.test', 'dest.test']);
    expect(
      line.notations.map(({ notation, address }: Record<string, string>) => [notation, address]),
    ).toEqual([
      ['source-route', '@s1.test,@s2.test:user@dest.test'],
      ['percent', 'user%dest.test%s2.test@s1.test'],
      ['bang', 's2.test!dest.test!user@s1.test'],
    ]);
    expect(line.notations[0].hops[1]).toEqual({
      station: 's2.test',
      receives: '@s2.test:user@dest.test',
      sends: { to: 'dest.test', path: 'user@dest.test' },
    });
  });

  test('for people', async () => {
    const { out } = await waypost(['route', '--via', 's1.test', '--to', 'user@dest.test', '--as', 'percent']);
    expect(out).toBe(
      'client -> s1.test -> dest.test\n\n' +
        'percent  user%dest.test@s1.test\n' +
        '  s1.test receives user%dest.test@s1.test, sends user@dest.test to dest.test\n' +
        '  dest.test receives user@dest.test\n',
    );
  });

  test.each<[string[], number]>([
    [['--via', 's1.test', '--to', '"a b"@dest.test', '--as', 'bang'], 1],
    [['--via', 's1.test', '--to', '"a b"@dest.test'], 0],
    [['--via', 's1..test', '--to', 'user@dest.test'], 1],
    [['--via', 's1.test,', '--to', 'user@dest.test'], 1],
    [['--via', 's1.test', '--to', 'user'], 1],
    [['--via', 's1.test'], 64],
    [['--to', 'user@dest.test', '--as', 'dots'], 64],
  ])('%j exits %i', async (args, code) => {
    expect((await waypost(['route', ...args])).code).toBe(code);
  });

  test('the hops of the recipient come behind those of --via', async () => {
    const { out } = await waypost(['route', '--via', 's1.test', '--to', '@s2.test:user@dest.test', '--json']);
    expect(jsonLines(out)[0].stations).toEqual(['s1.test', 's2.test', 'dest.test']);
  });
});

test('wrong usage', async () => {
  expect((await waypost(['parse', '--profile', 'rfc1', 'a@b.test'])).code).toBe(64);
});
