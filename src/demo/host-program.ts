/** The built host program, registered for one temporary browser profile and nowhere else. */
import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the build left. */
export const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
export const extensionDist = join(dist, 'chrome');
const program = join(dist, 'host', 'waypost.mjs');

/** False: `npm run build` comes first. */
export async function isBuilt(): Promise<boolean> {
  try {
    await Promise.all([access(join(extensionDist, 'manifest.json')), access(program)]);
    return true;
  } catch {
    return false;
  }
}

export interface Run {
  readonly code: number;
  readonly output: string;
}

/** Runs `waypost ARGS` with all its files under `home`; resolves with both of its outputs when it has ended. */
export function waypost(home: string, args: readonly string[], signal?: AbortSignal): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      env: { ...process.env, WAYPOST_HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal ? { signal } : {}),
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Registers it in `<profile>/NativeMessagingHosts` only. Rejects with its own words if it cannot. */
export async function installFor(profile: string, home: string, signal?: AbortSignal): Promise<void> {
  const { code, output } = await waypost(home, ['install', '--user-data-dir', profile], signal);
  if (code !== 0) throw new Error(output.trim());
}
