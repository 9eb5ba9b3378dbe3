/** `waypost serve`: the runner, kept. */
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { cliWords } from '../../core/words/cli.ts';
import { say } from '../../core/words/phrase.ts';
import { run } from '../outbox/runner.ts';
import { placesFor } from '../places.ts';
import { exitCodes, type Io } from './io.ts';

/** How often a runner that another one keeps out looks again, in milliseconds. */
const again = 5000;

export function serveCommand(io: Io): Command {
  return new Command('serve').action(async () => {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    process.umask(0o077);
    process.on('SIGHUP', () => {});
    const places = placesFor(io.env);
    io.stdout(`${say(cliWords['serve.running'], io.language, { path: places.state })}\n`);
    try {
      let told = false;
      while (!stop.signal.aborted) {
        if (await run({ places, env: io.env, signal: stop.signal, idle: Number.POSITIVE_INFINITY })) {
          // Not asked to end, so its socket is gone: with the next one it can be reached again, unless the outbox itself was removed.
          if (stop.signal.aborted || existsSync(places.state)) continue;
          throw new Error(say(cliWords['serve.removed'], io.language));
        }
        if (!told) io.stdout(`${say(cliWords['serve.waiting'], io.language)}\n`);
        told = true;
        await pause(again, undefined, { signal: stop.signal }).catch(() => {});
      }
    } catch (error) {
      io.stderr(
        `${say(cliWords['serve.failed'], io.language, { path: places.state, detail: (error as Error).message })}\n`,
      );
      io.exit(exitCodes.refused);
    }
    process.exit();
  });
}
