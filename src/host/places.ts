/** Where Waypost keeps its files: per user, by the customs of each system. `WAYPOST_HOME` puts everything under one directory. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

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
  const home = env['HOME'] || homedir();
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
    config: join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'waypost', 'config.json'),
    state: join(env['XDG_STATE_HOME'] || join(home, '.local', 'state'), 'waypost'),
    program: join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'waypost'),
  };
}
