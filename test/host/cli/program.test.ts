import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { program } from '../native-client.ts';
import { waypost } from '../run-cli.ts';

test.each([
  [['--help'], 0, 'en', /Usage: waypost[\s\S]*send {2,}send a message once/],
  [['--help'], 0, 'ru', /Использование: waypost[\s\S]*send {2,}отправить письмо одной попыткой/],
  [['send', '--help'], 0, 'ru', /--server <host:port> +отправить этому серверу/],
  [['send', '--help'], 0, 'en', /--server s1\.test:25[\s\S]*Exit code: 0 accepted, 1 refused, 75/],
  [['send', '--help'], 0, 'ru', /send \[параметры\][\s\S]*Код выхода: 0 принято/],
  [['help'], 0, 'en', /Usage: waypost[\s\S]*COMMAND --help/],
  [['help', 'doctor'], 0, 'en', /Usage: waypost doctor/],
  [['--version'], 0, 'en', /^\d+\.\d+\.\d+\n$/],
] as const)('%j', async (args, code, language, words) => {
  const said = await waypost(args, { language });
  expect(said).toMatchObject({ code, err: '' });
  expect(said.out).toMatch(words);
});

test.each([
  [[], /Usage/],
  [['frobnicate'], /There is no command frobnicate\.\nSee --help/],
  [['--frobnicate'], /There is no option --frobnicate/],
  [['send'], /--from <mailbox> is required/],
  [['parse', '--profile', 'rfc1', 'a@b.test'], /cannot be used: --profile <profile>: rfc1/],
  [['send', '--to'], /--to <path> wants a value/],
  [['install', '--browser', 'mosaic'], /No browser is called mosaic/],
] as const)('wrong usage: %j', async (args, words) => {
  const said = await waypost(args);
  expect(said.code).toBe(64);
  expect(said.out).toBe('');
  expect(said.err).toMatch(words);
});

test('parse loads neither SMTP nor the outbox', () => {
  const trace = `process.on('exit', () => console.error(JSON.stringify(Object.keys(process.moduleLoadList.filter((name) => name.includes('sqlite') || name.includes('net '))))))`;
  const loaded = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(trace)}`, program, 'parse', 'a@b.test'],
    {
      encoding: 'utf8',
    },
  );
  expect(loaded.status).toBe(0);
  expect(loaded.stderr).toBe('[]\n');
});
