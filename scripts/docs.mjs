/**
 * Writes docs/issues.md from the code: every code of a finding with its gravity, its section of an RFC, its sentence and an example.
 * `--check` only says whether the file is as it would be written.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { profiles } from '../src/core/address/profile.ts';
import { sayIssue } from '../src/core/words/issues.ts';
import { languages } from '../src/core/words/phrase.ts';
import { rfcOf } from '../src/core/words/rules.ts';
import { explainedExample } from '../src/host/cli/explain.ts';
import { codes, explanationOf } from '../src/host/cli/explanation.ts';

const path = new URL('../docs/issues.md', import.meta.url);
const text = page();
if (!process.argv.includes('--check')) {
  writeFileSync(path, text);
} else if (readFileSync(path, 'utf8') !== text) {
  console.error('docs/issues.md is not what the code says: run `npm run docs`.');
  process.exitCode = 1;
}

function page() {
  const explained = codes.map((code) => ({ code, ...explanationOf(code) }));
  const addresses = explained.filter(({ example }) => 'profile' in example);
  const routes = explained.filter(({ example }) => 'notation' in example);
  return `# What Waypost finds in addresses and routes

Written from the code by \`npm run docs\`; \`npm run waypost -- explain CODE\` says the same in a terminal.

Every finding has a code from this closed list, a severity, the offsets of the faulty span (UTF-16 units, the end exclusive), the
section of the RFC behind it and, where one exists, a fix: another text for a span, offered and never applied in silence. An
**error** is not the grammar of the profile, or over one of its limits. A **warning** is an obsolete or suspicious form. A **hint** is
probably not meant. A dash: the profile allows it, and nothing is said.

Profiles: \`smtp\` is an envelope by RFC 5321 and 6531; \`rfc821\` the same as in 1982, with IPv4 literals as hops; \`header\` a
message header by RFC 5322 and 6532; \`input\` what people type and paste.

## Addresses

| code | ${profiles.join(' | ')} | rule |
| --- | ${profiles.map(() => '---').join(' | ')} | --- |
${addresses.map(addressRow).join('\n')}

${addresses.map(entry).join('\n')}
## Routes in a notation

What a notation cannot express, when an itinerary is written in it or a text read as it. Such a finding has a span only where there is a
text.

| code | severity | rule |
| --- | --- | --- |
${routes.map(({ code, severity }) => `| ${link(code)} | ${severity} | ${rfcOf(code)} |`).join('\n')}

${routes.map(entry).join('\n')}`;
}

function link(code) {
  return `[\`${code}\`](#${code})`;
}

function addressRow({ code, severity }) {
  const gravities = profiles.map((profile) => (severity[profile] === 'silent' ? '–' : severity[profile]));
  return `| ${link(code)} | ${gravities.join(' | ')} | ${rfcOf(code)} |`;
}

function entry({ code, ...explanation }) {
  const { issue, example } = explanation;
  const sentences = languages.map((language) => escaped(sayIssue(issue, example.text ?? '', language)));
  const span = example.text === undefined ? '' : `, span ${issue.start}–${issue.end}`;
  return `### ${code}

${sentences.join('<br>\n')}

${rfcOf(code)}${span}

\`\`\`text
${explainedExample(explanation, 'en')}\`\`\`
`;
}

/** What Markdown would take for markup. */
function escaped(sentence) {
  return sentence.replace(/[\\`*_<>[\]|]/g, '\\$&');
}
