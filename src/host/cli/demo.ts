/** `waypost demo`: hands over to the demonstration, which lives in the source checkout only. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { cliWords } from '../../core/words/cli.ts';
import { say } from '../../core/words/phrase.ts';
import { checkout } from '../checkout.ts';
import { exitCodes, type Io } from './io.ts';

export function demoCommand(io: Io): Command {
  return new Command('demo')
    .argument('[options...]')
    .allowUnknownOption()
    .action(async (rest: readonly string[]) => {
      const root = checkout();
      const demo = join(root ?? '', 'src', 'demo', 'main.ts');
      if (root === undefined || !existsSync(demo)) {
        io.stderr(`${say(cliWords['demo.no-checkout'], io.language)}\n`);
        io.exit(exitCodes.refused);
        return;
      }
      const child = spawn(process.execPath, [demo, ...rest], { stdio: 'inherit', env: io.env });
      // A terminal sends Ctrl-C to both of us; whoever signals only this process means the demo too.
      const forward = (signal: NodeJS.Signals) => void child.kill(signal);
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
      for (const signal of signals) process.on(signal, forward);
      const code = await new Promise<number>((resolve) => {
        child.once('error', () => resolve(1));
        child.once('exit', (exit, signal) => resolve(exit ?? (signal === 'SIGINT' ? 130 : 1)));
      });
      for (const signal of signals) process.off(signal, forward);
      io.exit(code);
    });
}
