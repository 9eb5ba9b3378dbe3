/** `waypost native`: what the browser starts. */
import { Command } from 'commander';
import { callerAdmitted, front } from '../native/front.ts';
import { placesFor } from '../places.ts';
import type { Io } from './io.ts';

export function nativeCommand(io: Io): Command {
  return new Command('native')
    .argument('[caller...]')
    .allowUnknownOption()
    .action(async (caller: readonly string[]) => {
      // Standard output carries frames and nothing else; a stray word there would end the connection.
      console.log = console.info = console.debug = console.error;
      if (!callerAdmitted(caller)) {
        io.stderr(`waypost native: called by ${caller.join(' ') || 'nobody'}\n`);
        io.exit(1);
        return;
      }
      const places = placesFor(io.env);
      const entry = process.argv[1] ?? '';
      await front({
        input: process.stdin,
        output: process.stdout,
        config: places.config,
        state: places.state,
        entry,
        env: io.env,
      });
      process.exit();
    });
}
