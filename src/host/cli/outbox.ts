/** `waypost outbox`: what is under way, what became of the rest, and what the person wants done with it. */
import { writeFileSync } from 'node:fs';
import { Argument, Command, Option } from 'commander';
import type { Action, MessageStatus, Request, Response } from '../../core/bridge/protocol.ts';
import { protocolVersion } from '../../core/bridge/protocol.ts';
import { bridgeWords } from '../../core/words/bridge.ts';
import { explainDelivery } from '../../core/words/delivery.ts';
import { outboxWords } from '../../core/words/outbox.ts';
import { say } from '../../core/words/phrase.ts';
import { visible } from '../../core/words/visible.ts';
import { hasService } from '../native/service.ts';
import { askRunner } from '../outbox/ask.ts';
import { storedOctets } from '../outbox/export.ts';
import type { LocalRequest } from '../outbox/local.ts';
import { placesFor } from '../places.ts';
import { exitCodes, type Io } from './io.ts';
import { outcomeText, transcriptText } from './outcome-text.ts';

type Word = keyof typeof outboxWords;
type Ask =
  | { type: 'list' }
  | { type: 'find'; beginning: string }
  | { type: 'watch'; message: string }
  | { type: 'act'; message: string; action: Action; paths?: string[] };

export function outboxCommand(io: Io): Command {
  const word = (key: Word, words: Readonly<Record<string, string | number>> = {}) =>
    say(outboxWords[key], io.language, words);
  const places = placesFor(io.env);
  const access = { state: places.state, entry: process.argv[1] ?? '', env: io.env };
  const json = () => new Option('--json', word('json'));
  const which = () => new Argument('<message>', word('which'));
  const refuse = (text: string, code: number = exitCodes.refused) => {
    io.stderr(`${text}\n`);
    io.exit(code);
  };

  /** Undefined once the refusal was said. */
  async function ask(
    asked: Ask,
    isLast: (response: Response) => boolean,
    take?: (response: Response) => void,
  ) {
    const request = { ...asked, request: crypto.randomUUID(), version: protocolVersion } as
      | Request
      | LocalRequest;
    const answer = await askRunner(access, request, isLast, take);
    if (answer.type === 'unanswered') refuse(word('unanswered', { detail: answer.detail }));
    else if (answer.type === 'error')
      refuse(say(bridgeWords[answer.code], io.language, { detail: answer.detail ?? '' }));
    else return answer;
    return undefined;
  }

  async function list() {
    const answer = await ask({ type: 'list' }, ({ type }) => type === 'list');
    return answer?.type === 'list' ? answer : undefined;
  }

  /** Who is told of a next attempt is told what it depends on. */
  function tellUntended(messages: readonly MessageStatus[]) {
    const waits = messages.some(({ outcomes }) => outcomes.some(({ next }) => next !== undefined));
    if (waits && !hasService(places, io.env)) io.stdout(`${word('untended')}\n`);
  }

  /** The whole id for its beginning; undefined once the refusal was said. */
  async function idOf(beginning: string): Promise<string | undefined> {
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(beginning)) return beginning.toLowerCase();
    const asked = { type: 'find', beginning: beginning.toLowerCase() } as const;
    const answer = await ask(asked, ({ type }) => type === 'list');
    if (answer?.type !== 'list') return undefined;
    const found = answer.messages;
    if (found.length !== 1) {
      refuse(word(found.length === 0 ? 'no-such' : 'many-such', { message: beginning }), exitCodes.usage);
      return undefined;
    }
    return found[0]?.message;
  }

  const command = new Command('outbox').helpCommand(false).addHelpText('after', `\n${word('after')}`);

  command
    .command('list', { isDefault: true })
    .description(word('list.summary'))
    .addOption(json())
    .action(async (options: { json?: true }) => {
      const answer = await list();
      if (!answer) return;
      const { messages, notices } = answer;
      if (options.json) {
        io.stdout(`${JSON.stringify({ messages, notices })}\n`);
        return;
      }
      for (const { at, path, detail } of notices)
        io.stdout(`${word('notice', { at: local(at), path, detail })}\n`);
      if (messages.length === 0) io.stdout(`${word('empty')}\n`);
      for (const message of messages) io.stdout(summary(message, io));
      tellUntended(messages);
    });

  command
    .command('show')
    .description(word('show.summary'))
    .addArgument(which())
    .addOption(json())
    .action(async (beginning: string, options: { json?: true }) => {
      const message = await idOf(beginning);
      if (message === undefined) return;
      let status: MessageStatus | undefined;
      const transcript: Extract<Response, { type: 'transcript' }>['lines'] = [];
      await ask({ type: 'watch', message }, (response) => {
        // All so far stands between two of it, or between it and the end; what follows is not waited for.
        const told = status !== undefined && (response.type === 'status' || response.type === 'done');
        if (response.type === 'status') status = response.status;
        if (response.type === 'transcript') transcript.push(...response.lines);
        return told;
      });
      if (!status) return;
      if (options.json) {
        io.stdout(`${JSON.stringify({ ...status, transcript })}\n`);
        return;
      }
      io.stdout(summary(status, io));
      tellUntended([status]);
      for (const line of transcript) io.stdout(`${transcriptText(line)}\n`);
    });

  const acting = (name: string, key: Word, action: (options: { resend?: true }) => Action) =>
    command
      .command(name)
      .description(word(key))
      .addArgument(which())
      .addOption(
        new Option('--to <path>', word('to')).argParser((path: string, before: readonly string[] = []) => [
          ...before,
          path,
        ]),
      )
      .addOption(json())
      .action(async (beginning: string, options: { to?: string[]; json?: true; resend?: true }) => {
        const message = await idOf(beginning);
        if (message === undefined) return;
        const paths = options.to?.map((path) => path.replace(/^<(.*)>$/, '$1'));
        const answer = await ask(
          { type: 'act', message, action: action(options), ...(paths && { paths }) },
          ({ type }) => type === 'acted',
        );
        if (answer?.type !== 'acted') return;
        io.stdout(options.json ? `${JSON.stringify(answer.status)}\n` : summary(answer.status, io));
        if (answer.paths?.length === 0) refuse(word('nobody'));
      });
  acting('retry', 'retry.summary', ({ resend }) => (resend ? 'resend' : 'retry')).addOption(
    new Option('--resend', word('resend')),
  );
  acting('cancel', 'cancel.summary', () => 'cancel');
  acting('leave', 'leave.summary', () => 'leave');

  command
    .command('export')
    .description(word('export.summary'))
    .addArgument(which())
    .addOption(new Option('--output <file>', word('export.output')))
    .addOption(json())
    .action(async (beginning: string, options: { output?: string; json?: true }) => {
      const message = await idOf(beginning);
      if (message === undefined) return;
      try {
        const octets = storedOctets(places.state, message);
        if (typeof octets === 'string') return refuse(word(`export.${octets}`, { message }));
        if (options.output !== undefined) writeFileSync(options.output, octets, { mode: 0o600 });
        if (options.json)
          io.stdout(
            `${JSON.stringify({ message, octets: options.output === undefined ? octets.toString('latin1') : octets.length })}\n`,
          );
        else if (options.output === undefined) io.octets(octets);
      } catch (error) {
        refuse(word('export.failed', { detail: (error as Error).message }));
      }
    });
  return command;
}

/** `1f0c2a9b  2026-11-24 12:00  Subject`, then a line for each recipient and what to do. */
function summary({ message, created, subject, outcomes, purged }: MessageStatus, io: Io): string {
  const word = (key: Word, words: Readonly<Record<string, string | number>> = {}) =>
    say(outboxWords[key], io.language, words);
  const lines = outcomes.flatMap((outcome) => {
    const explained = explainDelivery(outcome.reason, io.language);
    return [
      `  ${outcomeText(outcome, io)}`,
      ...(outcome.reply?.split('\n').map((line) => `      ${visible(line)}`) ?? []),
      ...(outcome.state !== 'sent' && explained ? [`    ${explained.what}`] : []),
      ...(outcome.next ? [`    ${word('next', { at: local(outcome.next) })}`] : []),
      ...(outcome.state === 'maybe-sent' && !outcome.decided
        ? [`    ${word('decide', { message: message.slice(0, 8) })}`]
        : []),
    ];
  });
  const head = `${message.slice(0, 8)}  ${local(created)}  ${visible(subject)}`;
  return `${[head, ...lines, ...(purged ? [`    ${word('purged')}`] : [])].join('\n')}\n`;
}

/** ISO 8601 in the person's own time, to the minute. */
function local(iso: string): string {
  const date = new Date(iso);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
