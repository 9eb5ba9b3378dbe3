/** `waypost native`: the front from a checkout. What is installed has a file of its own for it. */
import { Command } from 'commander';
import { answerBrowser } from '../native/answer.ts';

export function nativeCommand(): Command {
  return new Command('native')
    .argument('[caller...]')
    .allowUnknownOption()
    .action((caller: readonly string[]) => answerBrowser(caller, process.argv[1] ?? ''));
}
