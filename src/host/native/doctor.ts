/** The examination: each finding says what is so, and for a fault which command mends it. Nothing is changed. */
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { chromiumExtensionId, geckoExtensionId, hostName } from '../../core/bridge/names.ts';
import type { CliWord } from '../../core/words/cli.ts';
import { readConfig } from '../config.ts';
import { nameServers, nameServerText } from '../dns/name-servers.ts';
import { dnsResolver } from '../dns/resolver.ts';
import { storeFault } from '../outbox/fault.ts';
import { asideFolders } from '../outbox/set-aside.ts';
import type { Places } from '../places.ts';
import type { Browser, Family } from './browsers.ts';
import { manifestFile } from './manifest.ts';
import { probe } from './probe.ts';
import { wrapperPath } from './program.ts';
import { hasService } from './service.ts';

export interface Finding {
  readonly state: 'ok' | 'note' | 'fault';
  readonly word: CliWord;
  readonly words?: Readonly<Record<string, string | number>>;
  /** The command that mends it, as it is typed behind `npm run waypost --`. */
  readonly mend?: string;
}

export interface Examined {
  readonly places: Places;
  readonly env: NodeJS.ProcessEnv;
  readonly browsers: readonly Browser[];
  readonly profiles: readonly string[];
  readonly signal: AbortSignal;
}

export async function examine({ places, env, browsers, profiles, signal }: Examined): Promise<Finding[]> {
  const manifests = [
    ...browsers.map((browser) => browserFindings(browser, places)),
    ...profiles.map((profile) => {
      const path = join(resolve(profile), 'NativeMessagingHosts', manifestFile);
      return [manifestFinding(profile, 'chromium', path, `install --user-data-dir ${shellWord(profile)}`)];
    }),
  ].flat();
  const none: Finding[] =
    manifests.length > 0
      ? []
      : [{ state: 'fault', word: 'doctor.no-browser', mend: 'install --browser chromium' }];
  return [
    await programFinding(places, env),
    ...none,
    ...manifests,
    ...configFindings(places),
    ...outboxFindings({ places, env, browsers }),
    ...(await dnsFindings(places, signal)),
  ];
}

async function programFinding(places: Places, env: NodeJS.ProcessEnv): Promise<Finding> {
  const path = wrapperPath(places.program);
  if (!existsSync(path))
    return { state: 'fault', word: 'doctor.no-program', words: { path }, mend: 'install' };
  if (!executable(path))
    return { state: 'fault', word: 'doctor.not-executable', words: { path }, mend: 'install' };
  const answer = await probe(path, env);
  if (answer.ok)
    return {
      state: 'ok',
      word: 'doctor.speaks',
      words: { version: answer.program, milliseconds: answer.milliseconds },
    };
  const words = { path, detail: answer.detail };
  if (answer.fault === 'config')
    return {
      state: 'fault',
      word: 'doctor.config-broken',
      words: { path: places.config, detail: answer.detail },
    };
  return { state: 'fault', word: `doctor.${answer.fault}`, words, mend: 'install' };
}

function browserFindings({ key, label, family, folder, sandbox }: Browser, places: Places): Finding[] {
  const path = folder ? join(folder, manifestFile) : join(places.program, `${family}.json`);
  const note: Finding[] = sandbox ? [{ state: 'note', word: `doctor.${sandbox}`, words: { label } }] : [];
  // A sandboxed browser is not served unless it was named, so a missing manifest there is no fault.
  if (sandbox && !existsSync(path)) return note;
  return [manifestFinding(label, family, path, `install --browser ${key}`), ...note];
}

const manifestSchema = v.object({
  name: v.literal(hostName),
  path: v.string(),
  type: v.literal('stdio'),
  allowed_origins: v.optional(v.array(v.string()), []),
  allowed_extensions: v.optional(v.array(v.string()), []),
});

function manifestFinding(label: string, family: Family, path: string, mend: string): Finding {
  if (!existsSync(path)) return { state: 'fault', word: 'doctor.no-manifest', words: { label, path }, mend };
  let manifest: v.InferOutput<typeof manifestSchema>;
  try {
    manifest = v.parse(manifestSchema, JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    return {
      state: 'fault',
      word: 'doctor.bad-manifest',
      words: { label, path, detail: (error as Error).message },
      mend,
    };
  }
  const admits =
    family === 'chromium'
      ? manifest.allowed_origins.includes(`chrome-extension://${chromiumExtensionId}/`)
      : manifest.allowed_extensions.includes(geckoExtensionId);
  if (!admits) return { state: 'fault', word: 'doctor.not-admitted', words: { label, path }, mend };
  if (!existsSync(manifest.path))
    return { state: 'fault', word: 'doctor.path-missing', words: { label, path: manifest.path }, mend };
  if (!executable(manifest.path))
    return { state: 'fault', word: 'doctor.not-executable', words: { path: manifest.path }, mend };
  return { state: 'ok', word: 'doctor.manifest', words: { label, path } };
}

function configFindings(places: Places): Finding[] {
  const path = places.config;
  const read = readConfig(path);
  const add = 'install --identity you@example.org --ehlo mail.example.org';
  if (!read.ok)
    return [{ state: 'fault', word: 'doctor.config-broken', words: { path, detail: read.detail } }];
  if (read.config.identities.length === 0)
    return [{ state: 'fault', word: 'doctor.no-identity', words: { path }, mend: add }];
  const open = process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
  const identities = read.config.identities.map(({ address }) => address).join(', ');
  return [
    { state: 'ok', word: 'doctor.identities', words: { identities } },
    ...(open ? [{ state: 'note', word: 'doctor.config-open', words: { path } } as const] : []),
  ];
}

export function outboxFindings(
  { places, env, browsers }: Pick<Examined, 'places' | 'env' | 'browsers'>,
  platform: NodeJS.Platform = process.platform,
): Finding[] {
  // MDN, "Native messaging", "Closing the native app": there it ends the program's whole job, and Node can't start the runner outside it.
  const firefox = platform === 'win32' && browsers.some(({ family }) => family === 'firefox');
  const fault = storeFault(places.state);
  return [
    ...(fault ? [{ state: 'fault', word: 'doctor.outbox-broken', words: { ...fault } } as const] : []),
    ...asideFolders(places.state).map(
      (path) => ({ state: 'note', word: 'doctor.set-aside', words: { path } }) as const,
    ),
    ...(hasService(places, env)
      ? []
      : [
          ...(firefox ? [{ state: 'note', word: 'doctor.firefox-job' } as const] : []),
          { state: 'note', word: 'doctor.no-service', mend: 'install --service' } as const,
        ]),
  ];
}

async function dnsFindings(places: Places, signal: AbortSignal): Promise<Finding[]> {
  const read = readConfig(places.config);
  const address = read.ok ? read.config.identities[0]?.address : undefined;
  if (!read.ok || address === undefined) return [];
  const servers = nameServers(read.config);
  const server = servers.map(nameServerText).join(', ');
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const resolver = dnsResolver({ servers: () => servers, signal });
  // The root is signed: a resolver that validates says so of it.
  const [mx, root] = await Promise.all([resolver.mx(domain), resolver.ns('.')]);
  // "No such domain" is an answer too: the DNS speaks.
  if (!mx.ok && mx.why === 'failed')
    return [{ state: 'fault', word: 'doctor.no-dns', words: { server, domain, detail: mx.detail } }];
  const validates = root.ok && root.authentic;
  return [
    { state: 'ok', word: 'doctor.dns', words: { server } },
    validates
      ? { state: 'ok', word: 'doctor.dnssec' }
      : { state: 'note', word: resolver.trusted ? 'doctor.no-dnssec' : 'doctor.dns-not-trusted' },
  ];
}

/** As it is typed into a shell. */
function shellWord(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
