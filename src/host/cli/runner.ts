/** `waypost runner`: started by whoever needs it, in a session of its own. */
import { Command } from 'commander';
import { run } from '../outbox/runner.ts';
import { placesFor } from '../places.ts';
import type { Io } from './io.ts';

export function runnerCommand(io: Io): Command {
  return new Command('runner').action(async () => {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    // Lease, journals and socket are the user's own, whatever their umask.
    process.umask(0o077);
    // A closing terminal is no reason to stop an attempt.
    process.on('SIGHUP', () => {});
    io.exit((await run({ places: placesFor(io.env), env: io.env, signal: stop.signal })) ? 0 : 1);
    process.exit();
  });
}
