/**
 * Round trips of one message, Waypost beside its peers: from the client's SYN to the last reply, (time at a delay - time without it) / delay.
 * Needs Linux and root, for namespaces, and Debian's packages of the peers, which go into an overlay root and are gone with it.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { subjectNames } from './subjects.ts';

export const sendParts = subjectNames;

const program = fileURLToPath(new URL('measure.ts', import.meta.url));

export async function benchSend(
  wanted: readonly string[],
  { quick }: { readonly quick: boolean },
): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Error('this bench makes network namespaces: it needs Linux, and root');
  // What is started in there ends with its first process, and that with this one, however it ends.
  const namespaces = ['--mount', '--pid', '--uts', '--fork', '--kill-child', '--mount-proc'];
  const line = ['--pdeathsig', 'KILL', 'unshare', ...namespaces, process.execPath, program];
  const child = spawn('setpriv', [...line, ...(quick ? ['--quick'] : []), ...wanted], { stdio: 'inherit' });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exit) => resolve(exit ?? 1));
  });
  if (code !== 0) process.exitCode = code;
}
