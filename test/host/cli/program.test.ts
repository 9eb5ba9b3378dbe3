import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { program } from '../native-client.ts';
import { waypost } from '../run-cli.ts';

test.each([
  [['--help'], 0, 'en', /Usage: waypost[\s\S]*send {2,}send a message once/],
  [['--help'], 0, 'ru', /Использование: waypost[\s\S]*send {2,}отправить письмо одной попыткой/],
  [['send', '--help'], 0, 'ru', /--server <host:port> +отправить этому серверу/],
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
