/** `waypost send`: one attempt in this process, the dialogue printed as it happens. Queues nothing. */
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import type { Outcome, TranscriptLine } from '../../core/bridge/protocol.ts';
import { type CliWord, cliWords } from '../../core/words/cli.ts';
import { explainDelivery } from '../../core/words/delivery.ts';
import { say } from '../../core/words/phrase.ts';
import { identityFor, readConfig } from '../config.ts';
import { attempt } from '../delivery/attempt.ts';
import { deliver } from '../delivery/deliver.ts';
import { readPath } from '../delivery/plan.ts';
import { endpointsOf } from '../dns/named-server.ts';
import { prepareFile } from '../message/file.ts';
import { placesFor } from '../places.ts';
import { defaultEhlo } from '../smtp/own-name.ts';
import { standardTimeouts } from '../smtp/timeouts.ts';
import { transcriptTo } from '../smtp/transcript.ts';
import { exitCodes, type Io } from './io.ts';

interface Options {
  readonly from: string;
  readonly to: readonly string[];
  readonly server?: string;
  readonly file: string;
  readonly ehlo?: string;
  readonly thisHost?: true;
  readonly json?: true;
}

export function sendCommand(io: Io): Command {
  const word = (key: CliWord, words: Readonly<Record<string, string | number>> = {}) =>
    say(cliWords[key], io.language, words);
  return new Command('send')
    .addOption(new Option('--from <mailbox>', word('send.from')).makeOptionMandatory())
    .addOption(
      new Option('--to <path>', word('send.to'))
        .argParser((path: string, before: readonly string[] = []) => [...before, path])
        .makeOptionMandatory(),
    )
    .addOption(new Option('--server <host:port>', word('send.server')))
    .addOption(new Option('--file <message>', word('send.file')).makeOptionMandatory())
    .addOption(new Option('--ehlo <name>', word('send.ehlo')))
    .addOption(new Option('--this-host', word('send.this-host')))
    .addOption(new Option('--json', word('send.json')))
    .action(async (options: Options) => {
      const refuse = (text: string) => {
        io.stderr(`${text}\n`);
        io.exit(exitCodes.usage);
      };
      const paths = options.to.map(withoutBrackets);
      const from = withoutBrackets(options.from);
      for (const path of from === '' ? paths : [from, ...paths]) {
        const read = readPath(path);
        if (!read.ok)
          return refuse(
            word('send.bad-path', {
              path,
              start: read.issues.find(({ severity }) => severity === 'error')?.start ?? 0,
            }),
          );
        if (!options.server && read.value.nextHop === undefined)
          return refuse(word('send.no-domain', { path }));
      }
      const config = readConfig(placesFor(io.env).config);
      if (!config.ok) return refuse(word('config.broken', { detail: config.detail }));

      let source: Buffer;
      try {
        source = options.file === '-' ? await buffer(io.stdin) : await readFile(options.file);
      } catch (error) {
        return refuse(word('send.no-file', { detail: (error as Error).message }));
      }
      const prepared = prepareFile(source, { date: new Date(), unique: crypto.randomUUID() });
      if (!prepared.ok) return refuse(word(`send.${prepared.fault}`, { line: prepared.line }));

      const stop = new AbortController();
      const interrupt = () => stop.abort();
      process.once('SIGINT', interrupt);
      const ehlo = options.ehlo ?? identityFor(config.config, from)?.ehlo ?? defaultEhlo();
      const transcript: TranscriptLine[] = [];
      const onLine = (line: TranscriptLine) => {
        transcript.push(line);
        if (!options.json) io.stdout(`${lineOf(line)}\n`);
      };
      const outcomes: Outcome[] = [];
      const common = { timeouts: standardTimeouts, signal: stop.signal };
      if (options.server) {
        const endpoints = await endpointsOf(options.server);
        if (!endpoints.ok)
          return refuse(word('send.bad-server', { server: options.server, detail: endpoints.detail }));
        const envelope = { from, paths: [...new Set(paths)] };
        const dialogue = {
          ...common,
          ehlo,
          transcript: transcriptTo(onLine, io.language),
          release: () => true,
        };
        outcomes.push(...(await attempt(endpoints.endpoints, envelope, prepared.octets, dialogue)));
      } else {
        await deliver(
          { from, ehlo, paths, octets: prepared.octets, thisHost: options.thisHost ?? false },
          {
            ...common,
            config: config.config,
            language: io.language,
            onLine,
            onStart: () => {},
            onRelease: () => true,
            onOutcomes: (some) => outcomes.push(...some),
            onAliases: () => {},
          },
        );
      }
      process.off('SIGINT', interrupt);

      const code = Math.max(...outcomes.map(({ state }) => exitOf(state)));
      if (options.json)
        io.stdout(
          `${JSON.stringify({ messageId: prepared.messageId, ehlo, outcomes, transcript, exit: code })}\n`,
        );
      else for (const outcome of outcomes) io.stdout(`${summary(outcome, io)}\n`);
      io.exit(code);
    });
}

function withoutBrackets(path: string): string {
  return path.startsWith('<') && path.endsWith('>') ? path.slice(1, -1) : path;
}

/** `    12 ms  -> EHLO client.test` */
function lineOf({ at, mark, text }: TranscriptLine): string {
  return `${String(at).padStart(6)} ms  ${mark.padStart(3)} ${text}`;
}

/** In the order of how little is known: the greatest is the worst. */
function exitOf(state: Outcome['state']): number {
  if (state === 'sent') return exitCodes.ok;
  if (state === 'failed') return exitCodes.refused;
  return state === 'maybe-sent' ? exitCodes.maybeSent : exitCodes.deferred;
}

function summary({ path, state, server, reply, reason }: Outcome, io: Io): string {
  const explained = explainDelivery(reason, io.language);
  const head = say(cliWords[`state.${state}`], io.language, { path, server: server ?? '' });
  return [
    head,
    ...(reply ? reply.split('\n').map((line) => `    ${line}`) : []),
    explained?.what,
    explained?.todo,
  ]
    .filter((line) => line !== undefined)
    .join('\n  ');
}
