/** `waypost doctor` */
import { Command, Option } from 'commander';
import { type CliWord, cliWords } from '../../core/words/cli.ts';
import { say } from '../../core/words/phrase.ts';
import { examine } from '../native/doctor.ts';
import { placesFor } from '../places.ts';
import { type BrowserOptions, chosenBrowsers, withBrowserOptions } from './browser-option.ts';
import { exitCodes, type Io } from './io.ts';

const marks = { ok: '  ok ', note: 'note ', fault: 'FAULT' } as const;

export function doctorCommand(io: Io): Command {
  const word = (key: CliWord, words: Readonly<Record<string, string | number>> = {}) =>
    say(cliWords[key], io.language, words);
  return withBrowserOptions(new Command('doctor'), io)
    .addOption(new Option('--json', word('send.json')))
    .action(async (options: BrowserOptions & { json?: true }) => {
      const { browsers, unknown } = chosenBrowsers(options, io.env);
      if (unknown !== undefined) {
        io.stderr(`${word('browser.unknown', { name: unknown })}\n`);
        io.exit(exitCodes.usage);
        return;
      }
      const stop = new AbortController();
      const findings = await examine({
        places: placesFor(io.env),
        env: io.env,
        browsers,
        profiles: options.userDataDir ?? [],
        signal: stop.signal,
      });
      const told = findings.map(({ state, word: key, words, mend }) => ({
        state,
        code: key,
        text: word(key, words),
        ...(mend === undefined ? {} : { mend: `npm run waypost -- ${mend}` }),
      }));
      if (options.json) io.stdout(`${JSON.stringify(told)}\n`);
      else {
        for (const { state, text, mend } of told) {
          io.stdout(`${marks[state]}  ${text}\n${mend === undefined ? '' : `         ${mend}\n`}`);
        }
      }
      io.exit(findings.some(({ state }) => state === 'fault') ? exitCodes.refused : exitCodes.ok);
    });
}
