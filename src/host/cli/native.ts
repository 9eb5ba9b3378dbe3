/** `waypost native`: the front from a checkout. An installed browser starts it from a file of its own. */
import { Command } from 'commander';
import { answerBrowser } from '../native/answer.ts';

export function nativeCommand(): Command {
  return new Command('native')
    .argument('[caller...]')
    .allowUnknownOption()
    .action((caller: readonly string[]) => answerBrowser(caller, process.argv[1] ?? ''));
}
