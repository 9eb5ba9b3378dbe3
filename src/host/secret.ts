/** A secret of the person's, read where they keep it, at the moment when it is needed. */
import { exec } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import type { Login } from './config.ts';
import type { Credentials } from './smtp/auth.ts';

export type Secret =
  | { readonly ok: true; readonly value: string }
  /** Never holds anything of the secret. */
  | { readonly ok: false; readonly detail: string };

export function credentialsFor(login: Login): Credentials {
  const kind = login.token ? 'token' : 'password';
  const secret = () =>
    'passwordCommand' in login
      ? secretFromCommand(login.passwordCommand)
      : secretFromFile(login.passwordFile);
  return { user: login.user, kind, secret };
}

/** How long a keychain may ask its owner before it tells, in milliseconds. */
const patience = 60_000;

/** The first line of what a command of the person's own configuration prints, as `pass show mail` or `secret-tool lookup` do. */
export function secretFromCommand(command: string): Promise<Secret> {
  return new Promise((resolve) => {
    const child = exec(command, { timeout: patience, windowsHide: true }, (error, stdout) => {
      const value = stdout.split(/\r?\n/, 1)[0] ?? '';
      if (error) resolve({ ok: false, detail: `passwordCommand: ${error.code ?? error.signal ?? ''}` });
      else resolve(value === '' ? { ok: false, detail: 'passwordCommand: empty' } : { ok: true, value });
    });
    child.stdin?.end();
  });
}

/** The first line of a file that nobody else may read. */
export async function secretFromFile(file: string): Promise<Secret> {
  try {
    const { mode, uid } = await stat(file);
    const isOpen = process.platform !== 'win32' && ((mode & 0o077) !== 0 || uid !== process.getuid?.());
    if (isOpen) return { ok: false, detail: `passwordFile: ${file}: 0600` };
    const value = (await readFile(file, 'utf8')).split(/\r?\n/, 1)[0] ?? '';
    return value === '' ? { ok: false, detail: `passwordFile: ${file}` } : { ok: true, value };
  } catch (error) {
    return { ok: false, detail: `passwordFile: ${(error as NodeJS.ErrnoException).code ?? ''} ${file}` };
  }
}
