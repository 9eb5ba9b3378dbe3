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

/** An error in every profile. */
type AlwaysError =
  | 'empty'
  | 'null-path'
  | 'lone-surrogate'
  | 'control-character'
  | 'unexpected-character'
  | 'text-after-address'
  | 'line-break'
  | 'comment-unclosed'
  | 'mailto-encoded'
  | 'group-unclosed'
  | 'group-in-group'
  | 'bracket-unclosed'
  | 'bracket-stray'
  | 'route-colon-missing'
  | 'route-twice'
  | 'hop-at-missing'
  | 'hop-comma-missing'
  | 'hop-name-missing'
  | 'local-part-missing'
  | 'dot-misplaced'
  | 'words-adjacent'
  | 'backslash-unquoted'
  | 'quote-unclosed'
  | 'at-missing'
  | 'at-extra'
  | 'domain-missing'
  | 'domain-not-idn'
  | 'a-label-fake'
  | 'label-context'
  | 'label-bidi'
  | 'label-empty'
  | 'domain-trailing-dot'
  | 'literal-unclosed';

const grades = {
  // The text as a whole
  'space-around': 'EE--',
  'space-in-address': 'EE-H',
  comment: 'EE-H',
  'label-before-address': 'EEEH',
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

  // Routes
  'source-route': 'WWWH',
  'route-brackets-missing': 'EEEH',
  'space-in-route': 'EE-H',
  'hop-empty': 'EEWE',
  'hop-literal': 'EWWE',
  'hop-literal-other': 'EEWE',
  'hop-unqualified': 'HHHH',
  'bang-path': 'EEEH',
  'path-too-long': 'EEWE',

  // Local-part
  'words-mixed': 'EEWH',
  'space-in-local-part': 'EEWE',
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
  'domain-unqualified': 'HHHH',
  'domain-looks-like-address': 'WWWW',
  'domain-spaced': 'EEWE',
  'domain-glued': 'EEWE',
  'domain-too-long': 'EEWE',
  'a-label-disallowed': 'WWWW',
  'domain-not-u-label': 'EEWW',
  'domain-mixed-scripts': 'WWWW',
  'domain-look-alike': 'WWWW',
  'label-disallowed': 'EEWW',
  'label-character': 'EEWE',
  'label-hyphen': 'EEWE',
  'label-too-long': 'EEWE',

  // Address literals
  'literal-ipv4': 'EEWE',
  'literal-ipv6': 'EEWE',
  'literal-ipv6-untagged': 'EEWE',
  'literal-zone': 'EEWE',
  'literal-tag': 'WWWW',
  'literal-form': 'EEWE',
  'literal-character': 'EEWE',
} as const satisfies Readonly<Record<string, Row>>;

export type AddressIssueCode = AlwaysError | keyof typeof grades;

/** What each code is in one profile, but for those that are always an error. */
export type Gravities = ReadonlyMap<AddressIssueCode, Gravity>;

const gravitiesBy = new Map(
  profiles.map((profile, column): [Profile, Gravities] => [
    profile,
    new Map(
      Object.entries(grades).map(([code, row]) => [
        code as AddressIssueCode,
        names[row.charAt(column) as Letter],
      ]),
    ),
  ]),
);

export const gravitiesOf = (profile: Profile): Gravities => gravitiesBy.get(profile) as Gravities;

/** How grave a code is in a profile. */
export const gravityOf = (code: AddressIssueCode, profile: Profile): Gravity =>
  gravitiesOf(profile).get(code) ?? 'error';
