/** A temporary WAYPOST_HOME, gone when the test ends. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../src/host/config.ts';
import { type Places, placesFor } from '../../src/host/places.ts';

export interface Home extends Disposable {
  readonly path: string;
  readonly places: Places;
}

/** `port`: where the literal [127.0.0.1] takes mail. `change`: what of the configuration is otherwise. */
export function temporaryHome(port?: number, change: Partial<Config> = {}): Home {
  const path = mkdtempSync(join(tmpdir(), 'waypost-test-'));
  const config: Config = {
    identities: [{ address: 'a@client.test', name: 'A', ehlo: 'client.test' }],
    ports: port === undefined ? {} : { '[127.0.0.1]': port },
    networks: ['127.0.0.0/8'],
    ...change,
  };
  writeFileSync(join(path, 'config.json'), JSON.stringify(config), { mode: 0o600 });
  return {
    path,
    places: placesFor({ WAYPOST_HOME: path }),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}

export function draft(change: object = {}) {
  return {
    id: crypto.randomUUID(),
    identity: 'a@client.test',
    recipients: [{ field: 'to', path: 'user@[127.0.0.1]' }],
    subject: 'Hello',
    text: 'text\n',
    ...change,
  };
}
