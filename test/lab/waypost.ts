import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, launchBrowser } from '../../src/demo/browser.ts';
import { extensionDist, installFor, isBuilt } from '../../src/demo/host-program.ts';
import { client, network, resolver } from './network.ts';
import { placeOf } from './place.ts';
import { roundcubes, sogo } from './webmails.ts';

/**
 * Chromium with the built extension, allowed on every webmail, and with the built host program installed for its profile:
 * what a person has after the installation. Mail goes out under me@client.test, by the lab's DNS, to port 25.
 * @param name of this installation: each is used once
 */
export async function startWaypost(name: string, colorScheme?: 'light' | 'dark'): Promise<Browser> {
  if (!(await isBuilt())) throw new Error('dist/ is missing: run `npm run build` first.');
  const home = placeOf(`${name}-home`);
  const profile = placeOf(`${name}-profile`);
  mkdirSync(home, { mode: 0o700 });
  mkdirSync(profile, { mode: 0o700 });
  const configuration = {
    identities: [{ address: `me@${client.name}`, ehlo: client.name }],
    dns: `${resolver}:53`,
    networks: [network], // the lab's addresses are private ones
  };
  writeFileSync(join(home, 'config.json'), JSON.stringify(configuration), { mode: 0o600 });
  await installFor(profile, home);
  return launchBrowser({
    profile,
    dist: extensionDist,
    origins: [...Object.values(roundcubes).map(({ origin }) => origin), sogo].map(
      (origin) => `http://${new URL(origin).hostname}/*`,
    ),
    nativeMessaging: true,
    headless: true,
    locale: 'en-US',
    ...(colorScheme ? { colorScheme } : {}),
    env: { WAYPOST_HOME: home },
  });
}
