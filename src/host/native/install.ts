/** `install` and `uninstall` as plain functions: they return what they did, and the command says it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { hostName } from '../../core/bridge/names.ts';
import type { Places } from '../places.ts';
import type { Browser } from './browsers.ts';
import { Installed } from './installed.ts';
import { manifestFile, manifestText } from './manifest.ts';
import { builtProgram, commandPath, installProgram } from './program.ts';
import { type Service, serviceFor } from './service.ts';

/** By its full path: a program of that name elsewhere in PATH is not meant. */
const reg = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');

export interface InstallOptions {
  readonly places: Places;
  readonly env: NodeJS.ProcessEnv;
  readonly browsers: readonly Browser[];
  /** Profile folders of Chromium browsers started with `--user-data-dir`; each gets a manifest of its own. */
  readonly profiles: readonly string[];
  /** Also write the unit that keeps the runner from login on. */
  readonly service?: boolean;
}

export type Installation =
  | {
      readonly ok: true;
      readonly wrapper: string;
      readonly manifests: readonly { readonly label: string; readonly path: string }[];
      readonly service?: Service;
    }
  | { readonly ok: false; readonly reason: 'not-built' | 'registry'; readonly detail: string };

export function install({ places, env, browsers, profiles, service }: InstallOptions): Installation {
  const built = builtProgram();
  if (built === undefined) return { ok: false, reason: 'not-built', detail: '' };
  const installed = new Installed(places.program);
  const home = env['WAYPOST_HOME'];
  const wrapper = installProgram(
    built,
    places.program,
    home === undefined ? undefined : resolve(home),
    installed,
  );
  const manifests: { label: string; path: string }[] = [];
  for (const { label, family, folder, registry } of browsers) {
    const path = join(folder ?? places.program, folder ? manifestFile : `${family}.json`);
    installed.write(path, manifestText(family, wrapper));
    if (registry) {
      const key = `${registry}\\${hostName}`;
      const added = spawnSync(reg, ['add', key, '/ve', '/t', 'REG_SZ', '/d', path, '/f'], {
        encoding: 'utf8',
      });
      if (added.status !== 0)
        return { ok: false, reason: 'registry', detail: added.stderr || String(added.error) };
      installed.registry.add(key);
    }
    manifests.push({ label, path });
  }
  for (const profile of profiles) {
    const path = join(resolve(profile), 'NativeMessagingHosts', manifestFile);
    installed.write(path, manifestText('chromium', wrapper));
    manifests.push({ label: profile, path });
  }
  const unit = service
    ? serviceFor({ wrapper: commandPath(places.program), program: places.program, env })
    : undefined;
  if (unit) installed.write(unit.path, unit.text, 0o644);
  // For the configuration, so that uninstall knows whose folder it was.
  installed.directory(dirname(places.config), 0o700);
  installed.save();
  return { ok: true, wrapper, manifests, ...(unit && { service: unit }) };
}

export interface Removal {
  readonly removed: readonly string[];
  /** Configuration and outbox that stay, unless purged. */
  readonly kept: readonly string[];
}

export function uninstall(places: Places, purge: boolean): Removal {
  const installed = new Installed(places.program);
  const removed: string[] = [];
  for (const key of installed.registry) {
    if (spawnSync(reg, ['delete', key, '/f']).status === 0) removed.push(key);
  }
  for (const file of installed.files) {
    if (!existsSync(file)) continue;
    rmSync(file, { force: true });
    removed.push(file);
  }
  // The copied program is ours as a whole; every other folder goes only when nothing of anybody else is in it.
  rmSync(join(places.program, 'host'), { recursive: true, force: true });
  const personal = [places.config, places.state].filter((path) => existsSync(path));
  if (purge) for (const path of personal) rmSync(path, { recursive: true, force: true });
  // The folder of the configuration was made with it; under WAYPOST_HOME it is the person's own.
  const made = [dirname(places.config)].filter((folder) => /^waypost$/i.test(basename(folder)));
  for (const directory of [...made, ...[...installed.directories].reverse()]) {
    if (existsSync(directory) && readdirSync(directory).length === 0) rmdirSync(directory);
  }
  return { removed: purge ? [...removed, ...personal] : removed, kept: purge ? [] : personal };
}
