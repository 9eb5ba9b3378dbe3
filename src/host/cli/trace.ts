/** `waypost trace`: the Received lines of a delivered message, held against the route that was meant. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { parseRecipient } from '../../core/address/parse.ts';
import { sameItinerary } from '../../core/route/equal.ts';
import type { Itinerary } from '../../core/route/itinerary.ts';
import { lineText, stationsOf } from '../../core/route/line.ts';
import { itineraryOf, readings } from '../../core/route/reading.ts';
import { readChain } from '../../core/trace/chain.ts';
import { type Leg, unseenDestination, type Verdict, type Verification } from '../../core/trace/verdict.ts';
import { verify } from '../../core/trace/verify.ts';
import { type CliTraceWord, cliTraceWords } from '../../core/words/cli-trace.ts';
import { type Language, say } from '../../core/words/phrase.ts';
import { traceWords } from '../../core/words/trace.ts';
import { nodeIdna } from '../idna.ts';
import { exitCodes, type Io } from './io.ts';

interface Options {
  readonly route: string;
  readonly alias?: readonly string[];
  readonly origin?: string;
  readonly trust?: readonly string[];
  readonly json?: true;
}

type Refusal = readonly [word: CliTraceWord, words: Readonly<Record<string, string | number>>];
type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

const exitOf: Readonly<Record<Verdict, number>> = {
  followed: 0,
  detoured: 1,
  skipped: 1,
  reordered: 1,
  unproven: 2,
};

/** The routed meaning of a recipient in whatever notation; without one, the recipient's own server. */
function readRoute(route: string): Read<Itinerary> {
  const parsed = parseRecipient(route, { idna: nodeIdna });
  if (!parsed.ok) {
    const start = parsed.issues.find(({ severity }) => severity === 'error')?.start ?? 0;
    return { ok: false, refusal: ['bad-route', { route, start }] };
  }
  const meanings = readings(parsed.value, { idna: nodeIdna }).map(({ itinerary }) => itinerary);
  // A source route to `user%b@a` has a shorter meaning too: the whole way is the longest.
  const most = Math.max(0, ...meanings.map(({ hops }) => hops.length));
  const [meant = itineraryOf(parsed.value), ...others] = meanings.filter(({ hops }) => hops.length === most);
  const other = others.find((one) => !sameItinerary(one, meant));
  if (!other) return { ok: true, value: meant };
  const words = { route, one: lineText(stationsOf(meant)), other: lineText(stationsOf(other)) };
  return { ok: false, refusal: ['ambiguous-route', words] };
}

const asciiHost = (host: string): string => nodeIdna.toAscii(host) ?? host;

/** `--alias s1.test=mail.s1.test`, each once, into one record. */
function readAliases(given: readonly string[]): Read<Readonly<Record<string, readonly string[]>>> {
  const found = new Map<string, string[]>();
  for (const one of given) {
    const [, host, name] = /^([^=\s]+)=([^=\s]+)$/.exec(one) ?? [];
    if (host === undefined || name === undefined) return { ok: false, refusal: ['bad-alias', { text: one }] };
    found.set(asciiHost(host), [...(found.get(asciiHost(host)) ?? []), asciiHost(name)]);
  }
  return { ok: true, value: Object.fromEntries(found) };
}

/** A missing station is hollow, a stranger marked. */
const drawn = ({ to, proof, role }: Leg): string =>
  proof === 'missing' ? `(${to})` : role === 'stranger' ? `*${to}` : to;

function legText(leg: Leg, language: Language): string {
  const parts = [
    `${leg.from} -> ${drawn(leg)}`,
    say(traceWords[`proof.${leg.proof}`], language),
    ...(leg.role === 'stranger' ? [say(traceWords['role.stranger'], language)] : []),
    ...(leg.at === undefined ? [] : [leg.at]),
    ...(leg.with === undefined ? [] : [leg.with]),
    ...(leg.for === undefined ? [] : [say(cliTraceWords.for, language, { path: leg.for })]),
  ];
  return `  ${parts.join('  ')}`;
}

/** The verdict for people: its sentence, the line with stations, then leg by leg. */
function verificationText(verification: Verification, language: Language): string {
  const { verdict, legs } = verification;
  const missing = legs.filter(({ proof }) => proof === 'missing');
  const words = { missing: missing.map(({ to }) => to).join(', ') };
  const host = unseenDestination(verification);
  const hint = host === undefined ? [] : [say(traceWords['hint.alias'], language, { host })];
  return [
    say(traceWords[`verdict.${verdict}`], language, words),
    lineText(legs.map(drawn), legs[0]?.from),
    ...legs.map((leg) => legText(leg, language)),
    ...hint,
    '',
  ].join('\n');
}

/** Control characters of a hostile header must not reach the terminal. */
const printable = (line: string): string =>
  line.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export function traceCommand(io: Io): Command {
  const word = (key: CliTraceWord) => say(cliTraceWords[key], io.language);
  return new Command('trace')
    .argument('[message]', word('message'))
    .addOption(new Option('--route <recipient>', word('route')).makeOptionMandatory())
    .addOption(new Option('--alias <server=name>', word('alias')).argParser(collect))
    .addOption(new Option('--origin <name>', word('origin')))
    .addOption(new Option('--trust <name>', word('trust')).argParser(collect))
    .addOption(new Option('--json', word('json')))
    .action(async (file: string | undefined, options: Options) => {
      const refuse = ([key, words]: Refusal) => {
        io.stderr(`${printable(say(cliTraceWords[key], io.language, words))}\n`);
        io.exit(exitCodes.usage);
      };
      const route = readRoute(options.route);
      if (!route.ok) return refuse(route.refusal);
      const aliases = readAliases(options.alias ?? []);
      if (!aliases.ok) return refuse(aliases.refusal);

      let message: string;
      try {
        message = file === undefined || file === '-' ? await text(io.stdin) : await readFile(file, 'utf8');
      } catch (error) {
        return refuse(['no-message', { detail: (error as Error).message }]);
      }
      const verification = verify(route.value, readChain(message), {
        aliases: aliases.value,
        trusted: (options.trust ?? []).map(asciiHost),
        ...(options.origin === undefined ? {} : { origin: asciiHost(options.origin) }),
      });
      io.stdout(
        options.json
          ? `${JSON.stringify(verification)}\n`
          : printable(verificationText(verification, io.language)),
      );
      io.exit(exitOf[verification.verdict]);
    });
}
