/** Runs measure.ts in a process of its own. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('measure.ts', import.meta.url));

/** What it printed until it ended, or until it had taken `patience` (ms) and was stopped. */
export function measure<T>(args: readonly string[], patience: number): Promise<T[]> {
  return new Promise((resolve, reject) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${args.slice(0, 3).join(' · ')} `);
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    let stopped = false;
    const timer = setTimeout(() => {
      stopped = true;
      child.kill('SIGKILL');
    }, patience);
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
      if (code !== 0 && !stopped) reject(new Error(`measure.ts ${args.join(' ')} ended with ${code}`));
      else
        resolve(
          printed
            .split('\n')
            .slice(0, -1)
            .map((line) => JSON.parse(line) as T),
        );
    });
  });
}
