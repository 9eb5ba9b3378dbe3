/** `waypost send`: one attempt in this process, the dialogue printed as it happens; or, with `--queue`, into the outbox. */
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Outcome, TranscriptLine } from '../../core/bridge/protocol.ts';
import { type CliWord, cliWords } from '../../core/words/cli.ts';
import { explainDelivery, explainTried } from '../../core/words/delivery.ts';
import { say } from '../../core/words/phrase.ts';
import { identityFor, readConfig } from '../config.ts';
import { attempt } from '../delivery/attempt.ts';
import { deliver, withPolicy } from '../delivery/deliver.ts';
import { hostMemoryIn } from '../delivery/hosts.ts';
import { readPath } from '../delivery/plan.ts';
import { policiesIn } from '../dns/mta-sts-cache.ts';
import { endpointsOf } from '../dns/named-server.ts';
import { prepareFile } from '../message/file.ts';
import { placesFor } from '../places.ts';
import { credentialsFor } from '../secret.ts';
import type { Credentials } from '../smtp/auth.ts';
import type { Reports } from '../smtp/envelope.ts';
import { defaultEhlo, ehloName } from '../smtp/own-name.ts';
import { standardTimeouts } from '../smtp/timeouts.ts';
import { transcriptTo } from '../smtp/transcript.ts';
import { exitCodes, type Io } from './io.ts';
import { outcomeText, transcriptText } from './outcome-text.ts';
import { queueFile } from './queue-file.ts';

interface Options {
  readonly from: string;
  readonly to?: readonly string[];
  readonly bcc?: readonly string[];
  readonly server?: string;
  readonly file: string;
  readonly ehlo?: string;
  readonly thisHost?: true;
  readonly queue?: true;
  readonly tls?: 'verified' | 'none';
  readonly requireTls?: true;
  readonly allOrNone?: true;
  readonly notify?: NonNullable<Reports['notify']>;
  readonly user?: string;
  readonly passwordCommand?: string;
  readonly passwordFile?: string;
  readonly token?: true;
  readonly json?: true;
}

/** The outbox keeps none of these with a message: refused rather than dropped. */
const notQueued = ['server', 'bcc', 'tls', 'requireTls', 'allOrNone', 'notify', 'user'];

export function sendCommand(io: Io): Command {
  const word = (key: CliWord, words: Readonly<Record<string, string | number>> = {}) =>
    say(cliWords[key], io.language, words);
  return new Command('send')
    .addOption(new Option('--from <mailbox>', word('send.from')).makeOptionMandatory())
    .addOption(new Option('--to <path>', word('send.to')).argParser(each).makeOptionMandatory())
    .addOption(new Option('--bcc <path>', word('send.bcc')).argParser(each))
    .addOption(new Option('--server <host:port>', word('send.server')))
    .addOption(new Option('--file <message>', word('send.file')).makeOptionMandatory())
    .addOption(new Option('--ehlo <name>', word('send.ehlo')))
    .addOption(new Option('--this-host', word('send.this-host')))
    .addOption(new Option('--queue', word('send.queue')).conflicts(notQueued))
    .addOption(new Option('--tls <policy>', word('send.tls')).choices(['verified', 'none']))
    .addOption(new Option('--require-tls', word('send.require-tls')))
    .addOption(new Option('--all-or-none', word('send.all-or-none')))
    .addOption(new Option('--notify <events>', word('send.notify')).argParser(eventsOf))
    .addOption(new Option('--user <name>', word('send.user')))
    .addOption(
      new Option('--password-command <command>', word('send.password-command')).conflicts('passwordFile'),
    )
    .addOption(new Option('--password-file <file>', word('send.password-file')))
    .addOption(new Option('--token', word('send.token')))
    .addOption(new Option('--json', word('send.json')))
    .addHelpText('after', `\n${word('send.after')}`)
    .action(async (options: Options) => {
      const refuse = (text: string) => {
        io.stderr(`${text}\n`);
        io.exit(exitCodes.usage);
      };
      const apart = (options.bcc ?? []).map(wireOf);
      const paths = [...(options.to ?? []).map(wireOf), ...apart];
      const from = wireOf(options.from);
      // RFC 5321 §3.6.3: the null reverse-path is written `<>`; an empty word is a slip of the shell.
      for (const path of options.from === '<>' ? paths : [from, ...paths]) {
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
      const wanted = options.ehlo === undefined ? undefined : ehloName(options.ehlo);
      if (options.ehlo !== undefined && wanted === undefined)
        return refuse(word('usage.invalid-argument', { what: `--ehlo ${options.ehlo}` }));
      const auth = credentialsOf(options);
      if (options.user !== undefined && !(auth && options.server)) return refuse(word('send.login'));
      const places = placesFor(io.env);
      const config = readConfig(places.config);
      if (!config.ok) return refuse(word('config.broken', { detail: config.detail }));

      let source: Buffer;
      try {
        source = options.file === '-' ? await buffer(io.stdin) : await readFile(options.file);
      } catch (error) {
        return refuse(word('send.no-file', { detail: (error as Error).message }));
      }
      const prepared = prepareFile(source, { date: new Date(), unique: crypto.randomUUID() });
      if (!prepared.ok) return refuse(word(`send.${prepared.fault}`, { line: prepared.line }));

      const ehlo = wanted ?? identityFor(config.config, from)?.ehlo ?? defaultEhlo();
      const thisHosts = options.thisHost ? nextHopsOf(paths) : [];
      if (options.queue) {
        const { octets, messageId } = prepared;
        return queueFile(
          { sender: from, ehlo, paths, thisHosts, octets, messageId },
          options.json === true,
          io,
        );
      }

      const stop = new AbortController();
      const interrupt = () => stop.abort();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
      const lines: TranscriptLine[] = [];
      const onLine = (line: TranscriptLine) => {
        lines.push(line);
        if (!options.json) io.stdout(`${transcriptText(line)}\n`);
      };
      const outcomes: Outcome[] = [];
      const hosts = hostMemoryIn(places.state);
      const common = { timeouts: standardTimeouts, signal: stop.signal, hosts };
      const asked = {
        ...(options.tls ? { tls: policies[options.tls] } : {}),
        ...(options.requireTls ? { requireTls: options.requireTls } : {}),
        ...(options.notify ? { reports: { notify: options.notify } } : {}),
      };
      if (options.server) {
        const server = await endpointsOf(options.server);
        const envelope = { ...asked, from, paths: [...new Set(paths)] };
        const transcript = transcriptTo(onLine, io.language);
        if (server.ok) {
          const dialogue = { ...common, ehlo, transcript, release: () => true, apart: new Set(apart) };
          const endpoints = server.endpoints
            .map((endpoint) => withPolicy(endpoint, asked))
            .map((endpoint) => (auth ? { ...endpoint, auth } : endpoint));
          const together = async (accepted: boolean) => accepted;
          outcomes.push(
            ...(await attempt(endpoints, envelope, prepared.octets, {
              ...dialogue,
              ...(options.allOrNone ? { together } : {}),
            })),
          );
        } else if (server.reason === 'not-a-server') {
          return refuse(word('send.bad-server', { server: options.server, detail: server.detail }));
        } else {
          const { reason, detail } = server;
          const state = reason === 'dns-failed' ? 'deferred' : 'failed';
          transcript.trouble('lookup-failed', { domain: options.server.replace(/:\d+$/, ''), why: detail });
          outcomes.push(...envelope.paths.map((path) => ({ path, state, reason, step: 'DNS' }) as const));
        }
      } else {
        await deliver(
          {
            from,
            ehlo,
            paths,
            octets: prepared.octets,
            thisHosts,
            apart,
            ...asked,
            ...(options.allOrNone ? { together: options.allOrNone } : {}),
          },
          {
            ...common,
            stsCache: policiesIn(placesFor(io.env).state),
            config: config.config,
            language: io.language,
            onLine,
            onStart: (some) => some,
            onRelease: () => true,
            onOutcomes: (some) => outcomes.push(...some),
          },
        );
      }
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);

      const code = Math.max(...outcomes.map(({ state }) => exitOf(state)));
      if (options.json)
        io.stdout(
          `${JSON.stringify({ messageId: prepared.messageId, ehlo, outcomes, transcript: lines, exit: code })}\n`,
        );
      else for (const outcome of outcomes) io.stdout(`${summary(outcome, io)}\n`);
      io.exit(code);
    });
}

const policies = { verified: 'require-verified', none: 'none' } as const;

const each = (path: string, before: readonly string[] = []): string[] => [...before, path];

/** RFC 3461 §4.1. */
function eventsOf(text: string): NonNullable<Reports['notify']> {
  if (text === 'never') return [];
  return text.split(',').map((event) => {
    if (event === 'success' || event === 'failure' || event === 'delay') return event;
    throw new InvalidArgumentError(event);
  });
}

function credentialsOf(options: Options): Credentials | undefined {
  const { user, passwordCommand, passwordFile, token = false } = options;
  if (user === undefined) return undefined;
  if (passwordCommand !== undefined) return credentialsFor({ user, passwordCommand, token });
  return passwordFile === undefined ? undefined : credentialsFor({ user, passwordFile, token });
}

/** What goes to the server of what was written; a path that is none, as it stands. */
function wireOf(written: string): string {
  const path = withoutBrackets(written);
  const read = readPath(path);
  return read.ok ? read.value.wire : path;
}

function withoutBrackets(path: string): string {
  return path.startsWith('<') && path.endsWith('>') ? path.slice(1, -1) : path;
}

/** In the order of how little is known: the greatest is the worst. */
function exitOf(state: Outcome['state']): number {
  if (state === 'sent' || state === 'handed-over') return exitCodes.ok;
  if (state === 'failed') return exitCodes.refused;
  return state === 'maybe-sent' ? exitCodes.maybeSent : exitCodes.deferred;
}

function summary(outcome: Outcome, io: Io): string {
  const { reply, reason, tried = [] } = outcome;
  const explained = explainDelivery(reason, io.language);
  return [
    outcomeText(outcome, io),
    ...(reply ? reply.split('\n').map((line) => `    ${line}`) : []),
    explained?.what,
    explained?.todo,
    ...(tried.length > 0 ? [say(cliWords['send.tried'], io.language)] : []),
    ...tried.map((each) => `    ${explainTried(each, io.language)}`),
  ]
    .filter((line) => line !== undefined)
    .join('\n  ');
}

function nextHopsOf(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const read = readPath(path);
    return read.ok && read.value.nextHop !== undefined ? [read.value.nextHop] : [];
  });
}
