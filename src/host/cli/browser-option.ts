/** `--browser` and `--user-data-dir`, which install and doctor share. */
import { type Command, Option } from 'commander';
import { cliWords } from '../../core/words/cli.ts';
import { say } from '../../core/words/phrase.ts';
import { type Browser, browsersOf } from '../native/browsers.ts';
import type { Io } from './io.ts';

export interface BrowserOptions {
  readonly browser?: readonly string[];
  readonly userDataDir?: readonly string[];
}

const collect = (value: string, before: readonly string[] = []) => [...before, value];

export function withBrowserOptions(command: Command, io: Io): Command {
  const keys = browsersOf(io.env).map(({ key }) => key);
  return command
    .addOption(
      new Option(
        '--browser <name>',
        say(cliWords['browser.name'], io.language, { names: keys.join(', ') }),
      ).argParser((value: string, before?: readonly string[]) => collect(value, before)),
    )
    .addOption(
      new Option('--user-data-dir <folder>', say(cliWords['browser.profile'], io.language)).argParser(
        (value: string, before?: readonly string[]) => collect(value, before),
      ),
    );
}

/** The named ones; else, unless only profiles were named, those whose profile folder is there and that can start a host. */
export function chosenBrowsers(
  { browser, userDataDir }: BrowserOptions,
  env: NodeJS.ProcessEnv,
): { browsers: Browser[]; unknown?: string } {
  const all = browsersOf(env);
  if (browser) {
    const unknown = browser.find((name) => !all.some(({ key }) => key === name));
    return {
      browsers: all.filter(({ key }) => browser.includes(key)),
      ...(unknown === undefined ? {} : { unknown }),
    };
  }
  return { browsers: userDataDir ? [] : all.filter(({ present }) => present) };
}
