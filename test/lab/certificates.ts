import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { selfSigned } from '../host/certificate.ts';
import { inRoot, type Root } from './roots.ts';

/** Inside the root. */
export const certificateFile = '/etc/lab/server.crt';
export const keyFile = '/etc/lab/server.key';

/**
 * Gives a server a certificate that nobody vouches for, as most have.
 * @param group whose members may read the key beside root
 */
export async function certify(root: Root, name: string, group = 'root'): Promise<void> {
  const { key, cert } = selfSigned(name);
  mkdirSync(join(root.path, 'etc/lab'), { recursive: true });
  writeFileSync(join(root.path, certificateFile), cert);
  writeFileSync(join(root.path, keyFile), key);
  chmodSync(join(root.path, keyFile), group === 'root' ? 0o600 : 0o640);
  await inRoot(root, `chgrp ${group} ${keyFile}`);
}
