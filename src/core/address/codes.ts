/**
 * Every finding about an address, and how grave it is in each profile. The grammar reads all profiles the same way and names
 * what it meets; this table is what makes one strict and another lenient. The rule behind each code is in words/rules.ts.
 */
import type { Severity } from './issue.ts';
import type { Profile } from './profile.ts';

/** `silent`: allowed there, nothing to say. */
export type Gravity = Severity | 'silent';

const names = { E: 'error', W: 'warning', H: 'hint', '-': 'silent' } as const;
type Letter = keyof typeof names;

/** How grave it is in `smtp`, `rfc821`, `header` and `input`. */
type Row = `${Letter}${Letter}${Letter}${Letter}`;

/** An error in every profile, and so in no row below. */
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
  // What people type and paste, and servers do not read.
  EEEH: [
    'label-before-address',
    'display-name-comma',
    'display-name-at',
    'route-brackets-missing',
    'bang-path',
  ],

  // Right in a header, and nothing of an envelope.
  'EE--': ['space-around', 'list-in-path', 'display-name', 'group'],
  'EE-H': ['space-in-address', 'comment', 'space-in-route', 'quoted-pair-not-ascii'],
  'EE-E': ['tab-in-quotes'],
  'EEE-': ['list-semicolon'],
  'EEW-': ['list-empty-member'],

  // Obsolete in a header, or over a limit that an envelope sets.
  EEWE: [
    'hop-empty',
    'hop-literal-other',
    'path-too-long',
    'space-in-local-part',
    'control-in-quotes',
    'local-part-too-long',
    'domain-spaced',
    'domain-glued',
    'domain-too-long',
    'label-character',
    'label-hyphen',
    'label-too-long',
    'literal-ipv4',
    'literal-ipv6',
    'literal-ipv6-untagged',
    'literal-zone',
    'literal-form',
    'literal-character',
  ],
  EEWH: ['words-mixed'],
  EEWW: ['domain-not-u-label', 'label-disallowed'],
  EWWE: ['hop-literal'],

  // Right, and doubtful.
  WWWH: ['invisible-character', 'source-route'],
  WWWW: [
    'encoded-word-in-address',
    'not-nfc',
    'domain-looks-like-address',
    'a-label-disallowed',
    'domain-mixed-scripts',
    'domain-look-alike',
    'literal-tag',
  ],
  '--WW': ['display-name-address'],
  '--W-': ['display-name-dot'],
  '--HH': ['encoded-word-unreadable'],
  '---H': ['full-width'],

  // Right, and good to know.
  HHHH: [
    'hop-unqualified',
    'quotes-needless',
    'needs-smtputf8',
    'percent-in-local-part',
    'bang-in-local-part',
    'domain-unqualified',
  ],
} as const satisfies Readonly<Partial<Record<Row, readonly string[]>>>;

type Graded = (typeof grades)[keyof typeof grades][number];

export type AddressIssueCode = AlwaysError | Graded;

/** How grave each code is in each profile, but for those that are always an error. */
const gravities = new Map<AddressIssueCode, Readonly<Record<Profile, Gravity>>>(
  Object.entries(grades).flatMap(([row, codes]) => {
    const gravity = (place: number) => names[row.charAt(place) as Letter];
    const inEach = { smtp: gravity(0), rfc821: gravity(1), header: gravity(2), input: gravity(3) };
    return codes.map((code) => [code, inEach] as const);
  }),
);

/** How grave a code is in a profile. */
export const gravityOf = (code: AddressIssueCode, profile: Profile): Gravity =>
  gravities.get(code)?.[profile] ?? 'error';
