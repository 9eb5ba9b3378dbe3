/** `waypost parse`: what an address says, and where it is wrong. */
import { createInterface } from 'node:readline';
import { Command, Option } from 'commander';
import { decodeWords } from '../../core/address/decode-word.ts';
import { withLookAlikes } from '../../core/address/look-alike-table.ts';
import { type ParsedRecipients, parseRecipients } from '../../core/address/parse.ts';
import { type Profile, profiles } from '../../core/address/profile.ts';
import type { Recipient } from '../../core/address/recipient.ts';
import { canonical, writeLocalPart } from '../../core/address/write.ts';
import type { Itinerary } from '../../core/route/itinerary.ts';
import { lineText, stationsOf } from '../../core/route/line.ts';
import { itineraryOf, readings } from '../../core/route/reading.ts';
import { cliAddressWords } from '../../core/words/cli-address.ts';
import { type Language, say } from '../../core/words/phrase.ts';
import { visible } from '../../core/words/visible.ts';
import { nodeIdna } from '../idna.ts';
import { findingJson, findingText } from './findings.ts';
import { exitCodes, type Io } from './io.ts';

interface Options {
  readonly json?: boolean;
  readonly profile: Profile;
}

export function parseCommand(io: Io): Command {
  const word = (key: keyof typeof cliAddressWords) => say(cliAddressWords[key], io.language);
  return new Command('parse')
    .argument('[addresses...]', word('parse.addresses'))
    .addOption(new Option('--profile <profile>', word('parse.profile')).choices(profiles).default('input'))
    .option('--json', word('parse.json'))
    .addHelpText('after', `\n${word('parse.exit')}`)
    .action(async (addresses: readonly string[], { json, profile }: Options) => {
      const write = json ? parsedJson : parsedText;
      let allOk = true;
      for await (const input of addresses.length > 0 ? addresses : lines(io)) {
        const parsed = parseRecipients(input, { profile, idna, encodedWords });
        io.stdout(write(input, parsed, io.language));
        allOk &&= parsed.ok;
      }
      io.exit(allOk ? exitCodes.ok : exitCodes.refused);
    });
}

const idna = withLookAlikes(nodeIdna);

/** In as many charsets as Node knows. */
const encodedWords = decodeWords((charset, octets) => {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(octets);
  } catch {
    return undefined;
  }
});

/** Standard input line by line, LF or CRLF; an empty line is an input like any other. */
const lines = (io: Io): AsyncIterable<string> =>
  createInterface({ input: io.stdin, crlfDelay: Number.POSITIVE_INFINITY });

/** One line of JSON. With exactly one recipient its fields stand at the top as well. */
function parsedJson(input: string, { ok, recipients, issues }: ParsedRecipients, language: Language): string {
  const all = recipients.map(recipientJson);
  const only = all.length === 1 ? all[0] : undefined;
  const line = {
    input,
    ok,
    ...only,
    recipients: all,
    issues: issues.map((issue) => findingJson(issue, input, language)),
  };
  return `${JSON.stringify(line)}\n`;
}

/** `hops`, `localPart` and `domain` as written; what they mean has names of its own. Readings hold A-labels and decoded local-parts. */
function recipientJson(recipient: Recipient) {
  const { form, displayName, hops, localPart, domain, start, end } = recipient;
  return {
    form,
    ...(displayName === undefined ? {} : { displayName }),
    hops: hops.map(({ raw }) => raw),
    hopsAscii: hops.map(({ ascii }) => ascii),
    localPart: localPart.raw,
    localPartValue: localPart.value,
    domain: domain?.raw ?? null,
    domainAscii: domain?.ascii ?? null,
    domainUnicode: domain?.unicode ?? null,
    canonical: canonical(recipient),
    start,
    end,
    readings: readings(recipient, { idna: nodeIdna }).map(({ notation, itinerary }) => ({
      notation,
      ...itinerary,
    })),
  };
}

function parsedText(input: string, { recipients, issues }: ParsedRecipients, language: Language): string {
  let text = `${visible(input)}\n`;
  for (const recipient of recipients) {
    text += `  ${visible(canonical(recipient))}\n  ${lineText(stationsOf(itineraryOf(recipient)))}\n`;
    if (recipient.form === 'bang') continue;
    for (const { notation, itinerary } of readings(recipient, { idna: nodeIdna })) {
      if (notation === 'source-route') continue;
      const words = {
        notation,
        line: lineText(stationsOf(itinerary)),
        mailbox: visible(mailboxText(itinerary)),
      };
      text += `  ${say(cliAddressWords['parse.reading'], language, words)}\n`;
    }
  }
  for (const issue of issues) text += findingText(issue, input, language);
  return text;
}

const mailboxText = ({ localPart, domain }: Itinerary): string => `${writeLocalPart(localPart)}@${domain}`;
