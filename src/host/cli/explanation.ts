/** All that there is to say about one code, taken from the tables and shown on its example. */

import { type AddressIssueCode, type Gravity, gravityOf } from '../../core/address/codes.ts';
import { decodeWords } from '../../core/address/decode-word.ts';
import { addressIssueCodes, exampleOf } from '../../core/address/examples.ts';
import type { Issue } from '../../core/address/issue.ts';
import { withLookAlikes } from '../../core/address/look-alike-table.ts';
import { parseRecipients } from '../../core/address/parse.ts';
import { type Profile, profiles } from '../../core/address/profile.ts';
import { type RouteIssueCode, routeIssueCodes } from '../../core/route/codes.ts';
import { type RouteExample, routeExamples } from '../../core/route/examples.ts';
import type { Itinerary, Notation } from '../../core/route/itinerary.ts';
import { readAs } from '../../core/route/read.ts';
import { render } from '../../core/route/render.ts';
import { nodeIdna } from '../idna.ts';

export type Code = AddressIssueCode | RouteIssueCode;

export const codes: readonly Code[] = [...addressIssueCodes, ...routeIssueCodes];

/** About an address: how grave it is by each profile, and a text that has it. */
interface OfAddress {
  readonly severity: Readonly<Record<Profile, Gravity>>;
  readonly example: { readonly profile: Profile; readonly text: string };
}

/** About a route in a notation: an itinerary that cannot be written so (it has no span), or a text that cannot be read so. */
interface OfRoute {
  readonly severity: Gravity;
  readonly example: { readonly notation: Notation; readonly itinerary?: Itinerary; readonly text?: string };
}

export type Explanation = (OfAddress | OfRoute) & {
  /** The finding on the example, with its span, and its fix. */
  readonly issue: Issue<Code>;
};

export function explanationOf(code: Code): Explanation {
  return isAddressCode(code) ? ofAddress(code) : ofRoute(code);
}

const isAddressCode = (code: Code): code is AddressIssueCode =>
  (addressIssueCodes as readonly string[]).includes(code);

function ofAddress(code: AddressIssueCode): Explanation {
  const { profile, text } = exampleOf(code);
  const severity = Object.fromEntries(
    profiles.map((name) => [name, gravityOf(code, name)]),
  ) as OfAddress['severity'];
  const { issues } = parseRecipients(text, {
    profile,
    idna: withLookAlikes(nodeIdna),
    encodedWords: decodeWords(),
  });
  return { severity, example: { profile, text }, issue: shownBy(code, issues) };
}

function ofRoute(code: RouteIssueCode): Explanation {
  const example: RouteExample = routeExamples[code];
  const { issues } =
    'text' in example
      ? readAs(example.notation, example.text, { idna: nodeIdna })
      : render(example.itinerary, example.notation);
  const issue = shownBy(code, issues);
  return { severity: issue.severity, example, issue };
}

/** An example that does not show its code is a fault of ours: the tests read every one. */
function shownBy(code: Code, issues: readonly Issue<Code>[]): Issue<Code> {
  const issue = issues.find((one) => one.code === code);
  if (!issue) throw new Error(`the example of ${code} does not show it`);
  return issue;
}

/** The codes most like a mistyped one: those that share most of their letters in order; at most three. */
export function nearest(wanted: string): readonly Code[] {
  const measured = codes.map((code) => ({ code, distance: editDistance(wanted.toLowerCase(), code) }));
  return measured
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ code }) => code);
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
