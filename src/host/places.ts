/** Where Waypost keeps its files: per user, by the customs of each system. `WAYPOST_HOME` puts everything under one directory. */
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

export interface Places {
  /** The configuration file, 0600. */
  readonly config: string;
  /** Outbox, lease and the runner's socket; 0700. */
  readonly state: string;
  /** The installed copy of the program and its wrapper. */
  readonly program: string;
}

/** XDG Base Directory Specification; Apple's File System Programming Guide; Windows known folders. */
export function placesFor(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): Places {
  const own = env['WAYPOST_HOME'] && resolve(env['WAYPOST_HOME']);
  if (own)
    return { config: join(own, 'config.json'), state: join(own, 'state'), program: join(own, 'program') };
  const home = homeOf(env);
  if (platform === 'darwin') {
    const support = join(home, 'Library', 'Application Support', 'Waypost');
    return {
      config: join(support, 'config.json'),
      state: join(support, 'state'),
      program: join(support, 'program'),
    };
  }
  if (platform === 'win32') {
    const roaming = join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Waypost');
    const local = join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Waypost');
    return {
      config: join(roaming, 'config.json'),
      state: join(local, 'state'),
      program: join(local, 'program'),
    };
  }
  return {
    config: join(xdg(env, 'XDG_CONFIG_HOME') ?? join(home, '.config'), 'waypost', 'config.json'),
    state: join(xdg(env, 'XDG_STATE_HOME') ?? join(home, '.local', 'state'), 'waypost'),
    program: join(xdg(env, 'XDG_DATA_HOME') ?? join(home, '.local', 'share'), 'waypost'),
  };
}

/** The person's home. An empty or relative HOME is none: what would follow from it depends on where the program was started. */
export function homeOf(env: NodeJS.ProcessEnv): string {
  return [env['HOME'], homedir()].find((home) => home && isAbsolute(home)) ?? userInfo().homedir;
}

/** XDG Base Directory Specification: a relative path counts as none. */
export function xdg(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const path = env[name];
  return path && isAbsolute(path) ? path : undefined;
}
