/** `waypost explain`: what one code means, how grave it is by whose rules, and where its example has it. */
import { Command } from 'commander';
import { fixOf } from '../../core/address/issue.ts';
import { writeLocalPart } from '../../core/address/write.ts';
import type { Itinerary } from '../../core/route/itinerary.ts';
import { lineText, stationsOf } from '../../core/route/line.ts';
import { cliAddressWords } from '../../core/words/cli-address.ts';
import { cliExplainWords } from '../../core/words/cli-explain.ts';
import { sayIssue } from '../../core/words/issues.ts';
import { type Language, say } from '../../core/words/phrase.ts';
import { rfcOf } from '../../core/words/rules.ts';
import { visible } from '../../core/words/visible.ts';
import { type Code, codes, type Explanation, explanationOf, nearest } from './explanation.ts';
import { spanText } from './findings.ts';
import { exitCodes, type Io } from './io.ts';

export function explainCommand(io: Io): Command {
  const word = (key: keyof typeof cliExplainWords) => say(cliExplainWords[key], io.language);
  return new Command('explain')
    .argument('<code>', word('explain.code'))
    .option('--json', word('explain.json'))
    .addHelpText('after', `\n${word('explain.exit')}`)
    .action((wanted: string, { json }: { readonly json?: boolean }) => {
      const code = codes.find((one) => one === wanted);
      if (code === undefined) {
        const words = { code: visible(wanted), nearest: nearest(wanted).join(', ') };
        io.stderr(`${say(cliExplainWords['explain.unknown'], io.language, words)}\n`);
        io.exit(exitCodes.usage);
        return;
      }
      io.stdout((json ? explainedJson : explainedText)(code, io.language));
      io.exit(exitCodes.ok);
    });
}

const message = ({ issue, example }: Explanation, language: Language): string =>
  sayIssue(issue, example.text ?? '', language);

function explainedJson(code: Code, language: Language): string {
  const explanation = explanationOf(code);
  const { severity, issue, example } = explanation;
  const { start, end } = issue;
  const fix = fixOf(issue);
  const rfc = rfcOf(code);
  const shown = {
    ...example,
    ...(example.text === undefined ? {} : { start, end }),
    ...(fix ? { fix } : {}),
  };
  return `${JSON.stringify({ code, severity, rfc, message: message(explanation, language), example: shown })}\n`;
}

function explainedText(code: Code, language: Language): string {
  const explanation = explanationOf(code);
  return (
    `${code}, ${rfcOf(code)}\n` +
    `  ${message(explanation, language)}\n` +
    `  ${gravities(explanation, language)}\n\n` +
    explainedExample(explanation, language)
  );
}

/** `smtp: error, header: warning`, or one word where no profile is in play. */
function gravities({ severity }: Explanation, language: Language): string {
  const named = (gravity: keyof typeof gravityWords) => say(gravityWords[gravity], language);
  if (typeof severity === 'string') return named(severity);
  return Object.entries(severity)
    .map(([profile, gravity]) => `${profile}: ${named(gravity)}`)
    .join(', ');
}

const { error, warning, hint } = cliAddressWords;
const gravityWords = { error, warning, hint, silent: cliExplainWords['explain.silent'] };

/** The example with its span marked, and what the fix would make of it. */
export function explainedExample({ example, issue }: Explanation, language: Language): string {
  if ('profile' in example) {
    return titled('explain.example', { profile: example.profile }, example.text, issue, language);
  }
  const { notation, itinerary, text } = example;
  if (itinerary === undefined) return titled('explain.read', { notation }, text ?? '', issue, language);
  const words = { notation, line: lineText(stationsOf(itinerary)), mailbox: mailboxText(itinerary) };
  return `  ${say(cliExplainWords['explain.render'], language, words)}\n`;
}

function titled(
  title: keyof typeof cliExplainWords,
  words: Readonly<Record<string, string>>,
  text: string,
  issue: Explanation['issue'],
  language: Language,
): string {
  const fix = fixOf(issue);
  const fixed = fix && text.slice(0, fix.start) + fix.text + text.slice(fix.end);
  const offer =
    fixed === undefined
      ? ''
      : `  ${say(cliExplainWords['explain.fix'], language, { text: visible(fixed) })}\n`;
  return `  ${say(cliExplainWords[title], language, words)}\n${spanText(text, issue)}${offer}`;
}

const mailboxText = ({ localPart, domain }: Itinerary): string =>
  visible(domain === '' ? localPart : `${writeLocalPart(localPart)}@${domain}`);
