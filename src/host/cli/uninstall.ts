/** `waypost uninstall` */
import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { type CliWord, cliWords } from '../../core/words/cli.ts';
import { say } from '../../core/words/phrase.ts';
import { type Removal, uninstall } from '../native/install.ts';
import { takeLease } from '../outbox/lease.ts';
import { placesFor } from '../places.ts';
import { exitCodes, type Io } from './io.ts';

export function uninstallCommand(io: Io): Command {
  const word = (key: CliWord, words: Readonly<Record<string, string | number>> = {}) =>
    say(cliWords[key], io.language, words);
  return new Command('uninstall')
    .addOption(new Option('--purge', word('uninstall.purge')))
    .action(({ purge = false }: { purge?: boolean }) => {
      const places = placesFor(io.env);
      const guarded = purge && existsSync(places.state);
      const lease = guarded ? takeLease(places.state, 0) : undefined;
      if (guarded && !lease) {
        io.stderr(`${word('uninstall.busy')}\n`);
        io.exit(exitCodes.deferred);
        return;
      }
      lease?.[Symbol.dispose]();
      let removal: Removal;
      try {
        removal = uninstall(places, purge);
      } catch (error) {
        io.stderr(`${word('install.files', { detail: (error as Error).message })}\n`);
        io.exit(exitCodes.refused);
        return;
      }
      const { removed, kept } = removal;
      for (const path of removed) io.stdout(`${word('uninstall.removed', { path })}\n`);
      if (removed.length === 0) io.stdout(`${word('uninstall.nothing')}\n`);
      for (const path of kept) io.stdout(`${word('uninstall.kept', { path })}\n`);
    });
}
