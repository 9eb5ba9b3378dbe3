/** `waypost route`: a route in its three notations, and what each hop receives and sends. */
import { Command, Option } from 'commander';
import type { AddressIssueCode } from '../../core/address/codes.ts';
import type { Issue } from '../../core/address/issue.ts';
import { withLookAlikes } from '../../core/address/look-alike-table.ts';
import { parseDomain, parseRecipient } from '../../core/address/parse.ts';
import type { RouteIssueCode } from '../../core/route/codes.ts';
import { hopView } from '../../core/route/hop-view.ts';
import { type HopView, type Itinerary, type Notation, notations } from '../../core/route/itinerary.ts';
import { lineText, stationsOf } from '../../core/route/line.ts';
import { itineraryOf } from '../../core/route/reading.ts';
import { cliAddressWords } from '../../core/words/cli-address.ts';
import { type Language, say } from '../../core/words/phrase.ts';
import { nodeIdna } from '../idna.ts';
import { findingJson, findingText } from './findings.ts';
import { exitCodes, type Io } from './io.ts';

interface Options {
  readonly via?: readonly string[];
  readonly to: string;
  readonly as: Notation | 'all';
  readonly json?: boolean;
}

/** Something that was typed, and what was found in it. */
interface Judged {
  readonly input: string;
  readonly issues: readonly Issue<AddressIssueCode>[];
}

/** The itinerary in one notation, or why not. */
interface Written {
  readonly notation: Notation;
  readonly address?: string;
  readonly hops: readonly HopView[];
  readonly issues: readonly Issue<RouteIssueCode>[];
}

export function routeCommand(io: Io): Command {
  const word = (key: keyof typeof cliAddressWords) => say(cliAddressWords[key], io.language);
  return new Command('route')
    .option('--via <hops>', word('route.via'), (hops: string, before: readonly string[] = []) => [
      ...before,
      ...hops.split(','),
    ])
    .requiredOption('--to <address>', word('route.to'))
    .addOption(new Option('--as <notation>', word('route.as')).choices([...notations, 'all']).default('all'))
    .option('--json', word('route.json'))
    .addHelpText('after', `\n${word('route.exit')}`)
    .action((options: Options) => {
      const { itinerary, judged } = plan(options);
      const wanted = options.as === 'all' ? notations : [options.as];
      const written = itinerary ? wanted.map((notation) => write(itinerary, notation)) : [];
      const ok = written.some(({ address }) => address !== undefined);
      io.stdout((options.json ? routeJson : routeText)(ok, itinerary, written, judged, io.language));
      io.exit(ok ? exitCodes.ok : exitCodes.refused);
    });
}

/** Hops and recipient as typed, to an itinerary when all of them are right. */
function plan({ via = [], to }: Options): { itinerary?: Itinerary; judged: readonly Judged[] } {
  const idna = withLookAlikes(nodeIdna);
  const typed = via.map((hop) => hop.trim());
  const hops = typed.map((input) => ({ input, ...parseDomain(input, { role: 'hop', idna }) }));
  const recipient = { input: to, ...parseRecipient(to, { idna }) };
  const judged = [...hops, recipient];
  if (!recipient.ok || !hops.every((hop) => hop.ok)) return { judged };
  const own = itineraryOf(recipient.value);
  return { itinerary: { ...own, hops: [...hops.map((hop) => hop.value.ascii), ...own.hops] }, judged };
}

function write(itinerary: Itinerary, notation: Notation): Written {
  const views = hopView(itinerary, notation);
  if (!views.ok) return { notation, hops: [], issues: views.issues };
  const address = views.value[0]?.receives;
  return { notation, ...(address === undefined ? {} : { address }), hops: views.value, issues: views.issues };
}

type Writer = (
  ok: boolean,
  itinerary: Itinerary | undefined,
  written: readonly Written[],
  judged: readonly Judged[],
  language: Language,
) => string;

const routeJson: Writer = (ok, itinerary, written, judged, language) => {
  const object = {
    ok,
    ...(itinerary ? { itinerary, stations: stationsOf(itinerary) } : {}),
    notations: written.map(({ issues, ...rest }) => ({
      ...rest,
      issues: issues.map((issue) => findingJson(issue, '', language)),
    })),
    issues: judged.flatMap(({ input, issues }) =>
      issues.map((issue) => ({ input, ...findingJson(issue, input, language) })),
    ),
  };
  return `${JSON.stringify(object)}\n`;
};

const routeText: Writer = (_ok, itinerary, written, judged, language) => {
  let text = itinerary ? `${lineText(stationsOf(itinerary))}\n` : '';
  for (const { input, issues } of judged) {
    for (const issue of issues) text += findingText(issue, input, language);
  }
  for (const { notation, address, hops, issues } of written) {
    text += `\n${notation}${address === undefined ? '' : `  ${address}`}\n`;
    for (const { station, receives, sends } of hops) {
      text += `  ${say(cliAddressWords['route.receives'], language, { station, path: receives })}`;
      if (sends) text += say(cliAddressWords['route.sends'], language, sends);
      text += '\n';
    }
    for (const issue of issues) text += findingText(issue, '', language);
  }
  return text;
};
