/**
 * Every finding about an address, and how grave it is in each profile. The grammar reads all profiles the same way and names
 * what it meets; this table is what makes one strict and another lenient. The rule behind each code is in words/rules.ts.
 */
import type { Severity } from './issue.ts';
import { type Profile, profiles } from './profile.ts';

/** `silent`: allowed there, nothing to say. */
export type Gravity = Severity | 'silent';

const names = { E: 'error', W: 'warning', H: 'hint', '-': 'silent' } as const;
type Letter = keyof typeof names;

/** How grave it is in `smtp`, `rfc821`, `header` and `input`. */
type Row = `${Letter}${Letter}${Letter}${Letter}`;

const grades = {
  // The text as a whole
  empty: 'EEEE',
  'null-path': 'EEEE',
  'lone-surrogate': 'EEEE',
  'control-character': 'EEEE',
  'unexpected-character': 'EEEE',
  'text-after-address': 'EEEE',
  'line-break': 'EEEE',
  'space-around': 'EE--',
  'space-in-address': 'EE-H',
  comment: 'EE-H',
  'comment-unclosed': 'EEEE',
  'label-before-address': 'EEEH',
  'mailto-encoded': 'EEEE',
  'full-width': '---H',
  'invisible-character': 'WWWH',

  // Lists, names, groups
  'list-in-path': 'EE--',
  'list-empty-member': 'EEW-',
  'list-semicolon': 'EEE-',
  'display-name': 'EE--',
  'display-name-dot': '--W-',
  'display-name-comma': 'EEEH',
  'display-name-at': 'EEEH',
  'display-name-address': '--WW',
  'encoded-word-unreadable': '--HH',
  group: 'EE--',
  'group-unclosed': 'EEEE',
  'group-in-group': 'EEEE',

  // Angle brackets
  'bracket-unclosed': 'EEEE',
  'bracket-stray': 'EEEE',

  // Routes
  'source-route': 'WWWH',
  'route-brackets-missing': 'EEEH',
  'route-colon-missing': 'EEEE',
  'route-twice': 'EEEE',
  'space-in-route': 'EE-H',
  'hop-at-missing': 'EEEE',
  'hop-comma-missing': 'EEEE',
  'hop-empty': 'EEWE',
  'hop-name-missing': 'EEEE',
  'hop-literal': 'EWWE',
  'hop-literal-other': 'EEWE',
  'hop-unqualified': 'HHHH',
  'bang-path': 'EEEH',
  'path-too-long': 'EEWE',

  // Local-part
  'local-part-missing': 'EEEE',
  'dot-misplaced': 'EEEE',
  'words-adjacent': 'EEEE',
  'words-mixed': 'EEWH',
  'space-in-local-part': 'EEWE',
  'backslash-unquoted': 'EEEE',
  'quote-unclosed': 'EEEE',
  'quotes-needless': 'HHHH',
  'tab-in-quotes': 'EE-E',
  'control-in-quotes': 'EEWE',
  'quoted-pair-not-ascii': 'EE-H',
  'encoded-word-in-address': 'WWWW',
  'local-part-too-long': 'EEWE',
  'needs-smtputf8': 'HHHH',
  'not-nfc': 'WWWW',
  'percent-in-local-part': 'HHHH',
  'bang-in-local-part': 'HHHH',

  // Domain
  'at-missing': 'EEEE',
  'at-extra': 'EEEE',
  'domain-missing': 'EEEE',
  'domain-unqualified': 'HHHH',
  'domain-looks-like-address': 'WWWW',
  'domain-spaced': 'EEWE',
  'domain-glued': 'EEWE',
  'domain-too-long': 'EEWE',
  'domain-not-idn': 'EEEE',
  'a-label-fake': 'EEEE',
  'a-label-disallowed': 'WWWW',
  'domain-not-u-label': 'EEWW',
  'domain-mixed-scripts': 'WWWW',
  'domain-look-alike': 'WWWW',
  'label-disallowed': 'EEWW',
  'label-context': 'EEEE',
  'label-bidi': 'EEEE',
  'label-empty': 'EEEE',
  'domain-trailing-dot': 'EEEE',
  'label-character': 'EEWE',
  'label-hyphen': 'EEWE',
  'label-too-long': 'EEWE',

  // Address literals
  'literal-unclosed': 'EEEE',
  'literal-ipv4': 'EEWE',
  'literal-ipv6': 'EEWE',
  'literal-ipv6-untagged': 'EEWE',
  'literal-zone': 'EEWE',
  'literal-tag': 'WWWW',
  'literal-form': 'EEWE',
  'literal-character': 'EEWE',
} as const satisfies Readonly<Record<string, Row>>;

export type AddressIssueCode = keyof typeof grades;

/** The closed list, in the order of the table. */
export const addressIssueCodes = Object.keys(grades) as readonly AddressIssueCode[];

/** What each code is in one profile. */
export type Gravities = ReadonlyMap<AddressIssueCode, Gravity>;

const gravitiesBy = new Map(
  profiles.map((profile, column): [Profile, Gravities] => [
    profile,
    new Map(addressIssueCodes.map((code) => [code, names[grades[code].charAt(column) as Letter]])),
  ]),
);

/** What each code is in a profile. */
export const gravitiesOf = (profile: Profile): Gravities => gravitiesBy.get(profile) as Gravities;

/** How grave a code is in a profile. */
export const gravityOf = (code: AddressIssueCode, profile: Profile): Gravity =>
  gravitiesOf(profile).get(code) as Gravity;
