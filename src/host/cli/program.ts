/** The command line as a whole: the table of commands, help and refusals in the person's language. */
import { Command, CommanderError } from 'commander';
import { type CliWord, cliWords } from '../../core/words/cli.ts';
import { say } from '../../core/words/phrase.ts';
import { version } from '../version.ts';
import { exitCodes, type Io } from './io.ts';

type Load = () => Promise<(io: Io) => Command>;

/** Each command is imported only when it is the one asked for: `parse` never loads SMTP. */
const commands: Readonly<Record<string, { summary: CliWord; load: Load; hidden?: true; ownHelp?: true }>> = {
  parse: { summary: 'parse.summary', load: async () => (await import('./parse.ts')).parseCommand },
  route: { summary: 'route.summary', load: async () => (await import('./route.ts')).routeCommand },
  explain: { summary: 'explain.summary', load: async () => (await import('./explain.ts')).explainCommand },
  send: { summary: 'send.summary', load: async () => (await import('./send.ts')).sendCommand },
  outbox: { summary: 'outbox.summary', load: async () => (await import('./outbox.ts')).outboxCommand },
  identity: {
    summary: 'identity.summary',
    load: async () => (await import('./identity.ts')).identityCommand,
  },
  serve: { summary: 'serve.summary', load: async () => (await import('./serve.ts')).serveCommand },
  trace: { summary: 'trace.summary', load: async () => (await import('./trace.ts')).traceCommand },
  install: { summary: 'install.summary', load: async () => (await import('./install.ts')).installCommand },
  uninstall: {
    summary: 'uninstall.summary',
    load: async () => (await import('./uninstall.ts')).uninstallCommand,
  },
  doctor: { summary: 'doctor.summary', load: async () => (await import('./doctor.ts')).doctorCommand },
  demo: {
    summary: 'demo.summary',
    load: async () => (await import('./demo.ts')).demoCommand,
    ownHelp: true,
  },
  native: {
    summary: 'native.summary',
    load: async () => (await import('./native.ts')).nativeCommand,
    hidden: true,
  },
  runner: {
    summary: 'runner.summary',
    load: async () => (await import('./runner.ts')).runnerCommand,
    hidden: true,
  },
};

/** Commander's refusals by their code; whatever else it may say is passed on in its own words. */
const refusals: Readonly<Record<string, CliWord>> = {
  'commander.unknownOption': 'usage.unknown-option',
  'commander.unknownCommand': 'usage.unknown-command',
  'commander.missingArgument': 'usage.missing-argument',
  'commander.optionMissingArgument': 'usage.option-argument',
  'commander.missingMandatoryOptionValue': 'usage.missing-option',
  'commander.excessArguments': 'usage.excess-arguments',
  'commander.invalidArgument': 'usage.invalid-argument',
};

const titles: Readonly<Record<string, CliWord>> = {
  'Usage:': 'help.usage',
  'Options:': 'help.options',
  'Commands:': 'help.commands',
  'Arguments:': 'help.arguments',
};

/** Help and refusals in the person's language, for one command; settings are inherited only by `.command()`, so each gets them. */
function speak(command: Command, io: Io): Command {
  const word = (key: CliWord) => say(cliWords[key], io.language);
  for (const each of command.commands) speak(each, io);
  return command
    .exitOverride()
    .helpOption('-h, --help', word('help.help'))
    .configureHelp({
      styleTitle: (title) => {
        const key = titles[title];
        return key ? word(key) : title;
      },
      styleUsage: (usage) =>
        usage.replace('[options]', word('help.options-word')).replace('[command]', word('help.command-word')),
    })
    .configureOutput({
      writeOut: io.stdout,
      writeErr: () => {},
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    });
}

/** Runs one command line, given without the program's own name. Resolves when the command has ended; the exit code went to `io.exit`. */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const word = (key: CliWord) => say(cliWords[key], io.language);
  const program = speak(new Command('waypost'), io)
    .description(word('program.summary'))
    .version(version, '--version', word('help.version'))
    .helpCommand(false)
    .addHelpText('after', `\n${word('program.after')}`);
  // `waypost help send`, as many write it.
  if (args[0] === 'help') return run([...args.slice(1), '--help'], io);
  const wanted = args.find((argument) => !argument.startsWith('-'));
  try {
    for (const [name, { summary, load, hidden, ownHelp }] of Object.entries(commands)) {
      const command = speak(name === wanted ? (await load())(io) : new Command(name), io).name(name);
      if (ownHelp) command.helpOption(false);
      if (!command.description()) command.description(word(summary));
      program.addCommand(command, hidden ? { hidden } : {});
    }
    if (args.length === 0) {
      io.stderr(program.helpInformation());
      io.exit(exitCodes.usage);
      return;
    }
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return;
    const refusal = refusals[error.code];
    // Commander quotes what it speaks of: the option, and for a wrong value that too.
    const what = [...error.message.matchAll(/'([^']*)'/g)].map(([, quoted]) => quoted).join(': ');
    io.stderr(
      `${refusal ? say(cliWords[refusal], io.language, { what }) : error.message}\n${word('usage.see-help')}\n`,
    );
    io.exit(exitCodes.usage);
  }
}
