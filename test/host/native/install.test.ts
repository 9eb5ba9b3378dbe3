/** install, doctor and uninstall in a temporary home, with the built program. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { browsersOf } from '../../../src/host/native/browsers.ts';
import { outboxFindings } from '../../../src/host/native/doctor.ts';
import { builtProgram } from '../../../src/host/native/program.ts';
import { serviceFor } from '../../../src/host/native/service.ts';
import { placesFor } from '../../../src/host/places.ts';
import { dnsServer } from '../dns/server.ts';
import { NativeClient, origin } from '../native-client.ts';
import { waypost } from '../run-cli.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

beforeAll(() => {
  if (builtProgram() === undefined) {
    const root = join(import.meta.dirname, '../../..');
    spawnSync(process.execPath, ['scripts/build.mjs', '--only=host'], { cwd: root, stdio: 'inherit' });
  }
});

function userHome(...profiles: string[]) {
  const home = mkdtempSync(join(tmpdir(), 'waypost home '));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  for (const profile of profiles) mkdirSync(join(home, profile), { recursive: true });
  const tree = () => readdirSync(home, { recursive: true, encoding: 'utf8' }).sort();
  return { home, env: { HOME: home } as NodeJS.ProcessEnv, tree };
}
const json = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

describe('install', () => {
  test('for the browsers that are there; the wrapper answers; uninstall leaves no trace', async () => {
    const { home, env, tree } = userHome('.config/chromium', '.mozilla');
    const before = tree();
    const installed = await waypost(
      ['install', '--identity', 'Анна <me@client.test>', '--ehlo', 'client.test'],
      { env },
    );
    expect(installed).toMatchObject({ code: 0, err: '' });

    const wrapper = join(home, '.local/share/waypost/waypost-native');
    expect(json(home, '.config/chromium/NativeMessagingHosts/org.waypost.host.json')).toEqual({
      name: 'org.waypost.host',
      description: expect.any(String),
      path: wrapper,
      type: 'stdio',
      allowed_origins: [origin],
    });
    expect(json(home, '.mozilla/native-messaging-hosts/org.waypost.host.json')).toMatchObject({
      path: wrapper,
      allowed_extensions: ['waypost@waypost.org'],
    });
    const config = join(home, '.config/waypost/config.json');
    expect(statSync(config).mode & 0o777).toBe(0o600);
    expect(json(config).identities).toEqual([
      { address: 'me@client.test', name: 'Анна', ehlo: 'client.test' },
    ]);
    // A moved clone breaks nothing: no path in the wrapper leads into it.
    expect(readFileSync(wrapper, 'utf8')).not.toContain(join(import.meta.dirname, '../../..'));

    const native = new NativeClient('', ['env', '-i', `HOME=${home}`, wrapper, origin]);
    onTestFinished(() => native.kill());
    const hello = native.hello();
    expect(await native.until(({ request }) => request === hello)).toMatchObject({
      type: 'hello',
      identities: [{ address: 'me@client.test', name: 'Анна' }],
    });
    native.child.stdin?.end();

    const twice = tree();
    await waypost(['install'], { env });
    expect(tree()).toEqual(twice);

    const kept = await waypost(['uninstall'], { env });
    expect(kept.out).toContain(`kept: ${config}`);
    expect(tree()).toEqual([...before, '.config/waypost', '.config/waypost/config.json'].sort());
    await waypost(['uninstall', '--purge'], { env });
    expect(tree()).toEqual(before);
  });

  test('into one profile folder only, under WAYPOST_HOME, which the wrapper passes on', async () => {
    const { home, env, tree } = userHome('.config/chromium', 'profile');
    const before = tree();
    env['WAYPOST_HOME'] = join(home, "it's here");
    await waypost(['install', '--user-data-dir', join(home, 'profile')], { env });
    const manifest = json(home, 'profile/NativeMessagingHosts/org.waypost.host.json');
    expect(readFileSync(manifest.path, 'utf8')).toContain(`export WAYPOST_HOME='${home}/it'\\''s here'`);
    expect(existsSync(join(home, '.config/chromium/NativeMessagingHosts'))).toBe(false);
    await waypost(['uninstall', '--purge'], { env });
    expect(tree()).toEqual(before);
  });

  test('from an empty home to an empty home', async () => {
    const { env, tree } = userHome();
    await waypost(['install', '--identity', 'me@client.test'], { env });
    expect(tree()).toContain('.config/waypost/config.json');
    await waypost(['uninstall', '--purge'], { env });
    expect(tree()).toEqual([]);
  });

  test('a home that cannot be written is said in a sentence', async () => {
    const { home, env } = userHome();
    writeFileSync(join(home, '.local'), 'a file where a folder should be');
    const said = await waypost(['install'], { env });
    expect(said).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^The files could not be written/),
    });
  });

  test('somebody else’s files stay', async () => {
    const { home, env } = userHome('.config/chromium');
    await waypost(['install'], { env });
    const other = join(home, '.config/chromium/NativeMessagingHosts/other.json');
    writeFileSync(other, '{}');
    await waypost(['uninstall'], { env });
    expect(existsSync(other)).toBe(true);
  });

  test('a named browser without a profile; an identity renewed, not doubled', async () => {
    const { home, env } = userHome();
    await waypost(['install', '--browser', 'vivaldi', '--identity', 'me@client.test', '--ehlo', 'a.test'], {
      env,
    });
    expect(existsSync(join(home, '.config/vivaldi/NativeMessagingHosts/org.waypost.host.json'))).toBe(true);
    await waypost(['install', '--browser', 'vivaldi', '--identity', 'me@CLIENT.test', '--ehlo', 'b.test'], {
      env,
    });
    expect(json(home, '.config/waypost/config.json').identities).toEqual([
      { address: 'me@client.test', ehlo: 'b.test' },
    ]);
  });

  test.each(['no at sign', '@s1.test:me@client.test', 'me@client.test, you@client.test', 'a\r\nb@c.test'])(
    '%j is no sender',
    async (identity) => {
      const { env, tree } = userHome();
      const said = await waypost(['install', '--identity', identity], { env });
      expect(said.code).toBe(64);
      expect(tree()).toEqual([]);
    },
  );
});

describe('doctor', () => {
  const doctor = async (env: NodeJS.ProcessEnv, ...args: string[]) => {
    const said = await waypost(['doctor', '--json', ...args], { env });
    return {
      code: said.code,
      findings: JSON.parse(said.out) as { state: string; code: string; mend?: string; text: string }[],
    };
  };
  const faults = async (env: NodeJS.ProcessEnv) => {
    const { code, findings } = await doctor(env);
    return { code, faults: findings.filter(({ state }) => state === 'fault').map((finding) => finding.code) };
  };

  test('a sound installation, then each fault with the command that mends it', async () => {
    await using dns = await dnsServer({});
    const { home, env } = userHome('.config/chromium');
    expect(await faults(env)).toEqual({
      code: 1,
      faults: ['doctor.no-program', 'doctor.no-manifest', 'doctor.no-identity'],
    });
    await waypost(['install', '--identity', 'me@client.test', '--ehlo', 'client.test'], { env });
    const config = join(home, '.config/waypost/config.json');
    const good = json(config);
    const write = (change: object) =>
      writeFileSync(config, JSON.stringify({ ...good, dns: dns.address, ...change }));
    write({});
    const sound = await doctor(env);
    expect(sound.findings.map(({ code }) => code)).toEqual([
      'doctor.speaks',
      'doctor.manifest',
      'doctor.identities',
      'doctor.no-service',
      'doctor.dns',
      'doctor.no-dnssec',
    ]);
    expect(sound.code).toBe(0);

    const manifest = join(home, '.config/chromium/NativeMessagingHosts/org.waypost.host.json');
    const wrapper = join(home, '.local/share/waypost/waypost-native');
    const [manifestBefore, wrapperBefore] = [manifest, wrapper].map((file) => readFileSync(file, 'utf8'));
    const each: [file: string, text: string, expected: string[]][] = [
      [manifest, '{', ['doctor.bad-manifest']],
      [manifest, JSON.stringify({ ...json(manifest), allowed_origins: [] }), ['doctor.not-admitted']],
      [manifest, JSON.stringify({ ...json(manifest), path: '/nonexistent' }), ['doctor.path-missing']],
      [wrapper, '#!/bin/sh\necho Hello, I talk too much\n', ['doctor.polluted']],
      [wrapper, '#!/bin/sh\necho no >&2; exit 3\n', ['doctor.silent']],
      [wrapper, '#!/nonexistent/shell\n', ['doctor.not-started']],
    ];
    for (const [file, text, expected] of each) {
      writeFileSync(file, text);
      expect(await faults(env)).toEqual({ code: 1, faults: expected });
      writeFileSync(manifest, manifestBefore ?? '');
      writeFileSync(wrapper, wrapperBefore ?? '');
    }
    chmodSync(wrapper, 0o644);
    expect((await faults(env)).faults).toEqual(['doctor.not-executable', 'doctor.not-executable']);
    chmodSync(wrapper, 0o755);

    write({ dns: '127.0.0.1:1' });
    const { findings } = await doctor(env);
    expect(findings.at(-1)).toMatchObject({ state: 'fault', code: 'doctor.no-dns' });
    write({});
    mkdirSync(join(home, '.local/state/waypost'), { recursive: true });
    writeFileSync(join(home, '.local/state/waypost/outbox.sqlite'), 'no database '.repeat(100));
    expect((await faults(env)).faults).toEqual(['doctor.outbox-broken']);
    rmSync(join(home, '.local/state/waypost/outbox.sqlite'));
    const notes = async () =>
      (await doctor(env)).findings.filter(({ state }) => state === 'note').map(({ code }) => code);
    expect(await notes()).toContain('doctor.no-service');
    expect(await notes()).not.toContain('doctor.set-aside');
    mkdirSync(join(home, '.local/state/waypost/set-aside/2026-11-25'), { recursive: true });
    mkdirSync(join(home, '.config/systemd/user'), { recursive: true });
    writeFileSync(join(home, '.config/systemd/user/waypost.service'), '');
    expect(await notes()).toContain('doctor.set-aside');
    expect(await notes()).not.toContain('doctor.no-service');
    write({ identities: 'none' });
    expect((await faults(env)).faults).toEqual(['doctor.config-broken', 'doctor.config-broken']);
  });

  test.each<[string, NodeJS.Platform, 'firefox' | 'chromium', boolean, readonly string[]]>([
    [
      'Firefox ends it with the connection',
      'win32',
      'firefox',
      false,
      ['doctor.firefox-job', 'doctor.no-service'],
    ],
    ['the service stands apart', 'win32', 'firefox', true, []],
    ['no other browser does that', 'win32', 'chromium', false, ['doctor.no-service']],
    ['nor any other system', 'linux', 'firefox', false, ['doctor.no-service']],
  ])('the outbox without its service: %s (%s, %s, service: %s)', (_, platform, family, service, words) => {
    const { home } = userHome();
    const env = { WAYPOST_HOME: home, HOME: home };
    const places = placesFor(env);
    if (service) {
      const { path, text } = serviceFor({ wrapper: 'x', program: places.program, env });
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const browsers = browsersOf(env, 'win32').filter((browser) => browser.family === family);
    expect(outboxFindings({ places, env, browsers }, platform).map(({ word }) => word)).toEqual(words);
  });

  test('its words name the command', async () => {
    const { env } = userHome('.mozilla');
    const said = await waypost(['doctor'], { env, language: 'ru' });
    expect(said.code).toBe(1);
    expect(said.out).toContain('npm run waypost -- install --browser firefox');
    expect(said.out).toContain('Программа отправки не установлена');
  });
});
