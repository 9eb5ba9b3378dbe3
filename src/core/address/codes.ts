/**
 * Every finding about an address: its rule, and how grave it is in each profile. The grammar reads all profiles the same
 * way and names what it meets; this table is what makes one strict and another lenient.
 */
import type { Severity } from './issue.ts';
import { type Profile, profiles } from './profile.ts';

/** `silent`: allowed there, nothing to say. */
export type Gravity = Severity | 'silent';

const gravities = { E: 'error', W: 'warning', H: 'hint', '-': 'silent' } as const;
type Letter = keyof typeof gravities;

/** How grave it is in `smtp`, `rfc821`, `header` and `input`; and the rule. */
type Row = `${Letter}${Letter}${Letter}${Letter} RFC ${string}`;

const rules = {
  // The text as a whole
  empty: 'EEEE RFC 5321 §4.1.2',
  'null-path': 'EEEE RFC 5321 §4.1.1.3',
  'lone-surrogate': 'EEEE RFC 3629 §3',
  'control-character': 'EEEE RFC 5321 §4.1.2',
  'unexpected-character': 'EEEE RFC 5321 §4.1.2',
  'text-after-address': 'EEEE RFC 5321 §4.1.2',
  'line-break': 'EEEE RFC 5321 §2.3.8',
  'space-around': 'EE-- RFC 5321 §3.3',
  'space-in-address': 'EE-H RFC 5321 §4.1.2',
  comment: 'EE-H RFC 5321 §4.1.2',
  'comment-unclosed': 'EEEE RFC 5322 §3.2.2',
  'label-before-address': 'EEEH RFC 5321 §3.3',
  'mailto-encoded': 'EEEE RFC 6068 §2',
  'full-width': '---H RFC 5321 §4.1.2',
  'invisible-character': 'WWWH RFC 6531 §3.3',

  // Lists, names, groups
  'list-in-path': 'EE-- RFC 5321 §4.1.1.3',
  'list-empty-member': 'EEW- RFC 5322 §4.4',
  'list-semicolon': 'EEE- RFC 5322 §3.4',
  'display-name': 'EE-- RFC 5321 §4.1.2',
  'display-name-dot': '--W- RFC 5322 §4.1',
  'display-name-comma': 'EEEH RFC 5322 §3.2.5',
  'display-name-at': 'EEEH RFC 5322 §3.2.5',
  'display-name-address': '--WW RFC 5322 §3.4',
  'encoded-word-unreadable': '--HH RFC 2047 §6.3',
  group: 'EE-- RFC 5321 §4.1.2',
  'group-unclosed': 'EEEE RFC 5322 §3.4',
  'group-in-group': 'EEEE RFC 5322 §3.4',

  // Angle brackets
  'bracket-unclosed': 'EEEE RFC 5321 §4.1.2',
  'bracket-stray': 'EEEE RFC 5321 §4.1.2',

  // Routes
  'source-route': 'WWWH RFC 5321 Appendix C',
  'route-brackets-missing': 'EEEH RFC 5321 §4.1.2',
  'route-colon-missing': 'EEEE RFC 5321 §4.1.2',
  'route-twice': 'EEEE RFC 5321 §4.1.2',
  'space-in-route': 'EE-H RFC 5321 §4.1.2',
  'hop-at-missing': 'EEEE RFC 5321 §4.1.2',
  'hop-comma-missing': 'EEEE RFC 5321 §4.1.2',
  'hop-empty': 'EEWE RFC 5321 §4.1.2',
  'hop-name-missing': 'EEEE RFC 5321 §4.1.2',
  'hop-literal': 'EWWE RFC 5321 §4.1.2',
  'hop-literal-other': 'EEWE RFC 821 §4.1.2',
  'hop-unqualified': 'HHHH RFC 5321 Appendix C',
  'bang-path': 'EEEH RFC 5321 §2.3.11',
  'path-too-long': 'EEWE RFC 5321 §4.5.3.1.3',

  // Local-part
  'local-part-missing': 'EEEE RFC 5321 §4.1.2',
  'dot-misplaced': 'EEEE RFC 5321 §4.1.2',
  'words-adjacent': 'EEEE RFC 5321 §4.1.2',
  'words-mixed': 'EEWH RFC 5321 §4.1.2',
  'space-in-local-part': 'EEWE RFC 5322 §4.4',
  'backslash-unquoted': 'EEEE RFC 5321 §4.1.2',
  'quote-unclosed': 'EEEE RFC 5321 §4.1.2',
  'quotes-needless': 'HHHH RFC 5321 §4.1.2',
  'tab-in-quotes': 'EE-E RFC 5321 §4.1.2',
  'control-in-quotes': 'EEWE RFC 5322 §4.1',
  'quoted-pair-not-ascii': 'EE-H RFC 6531 §3.3',
  'encoded-word-in-address': 'WWWW RFC 2047 §5',
  'local-part-too-long': 'EEWE RFC 5321 §4.5.3.1.1',
  'needs-smtputf8': 'HHHH RFC 6531 §3.2',
  'not-nfc': 'WWWW RFC 6532 §3.1',
  'percent-in-local-part': 'HHHH RFC 5321 §2.3.11',
  'bang-in-local-part': 'HHHH RFC 5321 §2.3.11',

  // Domain
  'at-missing': 'EEEE RFC 5321 §4.1.2',
  'at-extra': 'EEEE RFC 5321 §4.1.2',
  'domain-missing': 'EEEE RFC 5321 §4.1.2',
  'domain-unqualified': 'HHHH RFC 5321 §2.3.5',
  'domain-looks-like-address': 'WWWW RFC 5321 §4.1.3',
  'domain-spaced': 'EEWE RFC 5322 §4.4',
  'domain-glued': 'EEWE RFC 5322 §4.4',
  'domain-too-long': 'EEWE RFC 5321 §4.5.3.1.2',
  'domain-not-idn': 'EEEE RFC 5890 §2.3.2.1',
  'a-label-fake': 'EEEE RFC 5890 §2.3.2.1',
  'a-label-disallowed': 'WWWW RFC 5892 §2',
  'domain-not-u-label': 'EEWW RFC 6531 §3.3',
  'domain-mixed-scripts': 'WWWW RFC 5890 §4.4',
  'domain-look-alike': 'WWWW RFC 5890 §4.4',
  'label-disallowed': 'EEWW RFC 5892 §2',
  'label-context': 'EEEE RFC 5892 Appendix A',
  'label-bidi': 'EEEE RFC 5893 §2',
  'label-empty': 'EEEE RFC 5321 §4.1.2',
  'domain-trailing-dot': 'EEEE RFC 5321 §4.1.2',
  'label-character': 'EEWE RFC 5321 §4.1.2',
  'label-hyphen': 'EEWE RFC 5321 §4.1.2',
  'label-too-long': 'EEWE RFC 1035 §2.3.4',

  // Address literals
  'literal-unclosed': 'EEEE RFC 5321 §4.1.3',
  'literal-ipv4': 'EEWE RFC 5321 §4.1.3',
  'literal-ipv6': 'EEWE RFC 5321 §4.1.3',
  'literal-ipv6-untagged': 'EEWE RFC 5321 §4.1.3',
  'literal-zone': 'EEWE RFC 5321 §4.1.3',
  'literal-tag': 'WWWW RFC 5321 §4.1.3',
  'literal-form': 'EEWE RFC 5321 §4.1.3',
  'literal-character': 'EEWE RFC 5322 §4.4',
} as const satisfies Readonly<Record<string, Row>>;

export type AddressIssueCode = keyof typeof rules;

/** The closed list, in the order of the table. */
export const addressIssueCodes = Object.keys(rules) as readonly AddressIssueCode[];

/** The rule behind a code, such as `RFC 5321 §4.1.2`. */
export const rfcOf = (code: AddressIssueCode): string => rules[code].slice(profiles.length + 1);

/** What a code is in one profile. */
export interface Rule {
  readonly gravity: Gravity;
  readonly rfc: string;
}
export type Rules = ReadonlyMap<AddressIssueCode, Rule>;

const rulesBy = new Map(
  profiles.map((profile, column): [Profile, Rules] => [
    profile,
    new Map(
      addressIssueCodes.map((code) => [
        code,
        { gravity: gravities[rules[code].charAt(column) as Letter], rfc: rfcOf(code) },
      ]),
    ),
  ]),
);

/** What each code is in a profile. */
export const rulesOf = (profile: Profile): Rules => rulesBy.get(profile) as Rules;

/** How grave a code is in a profile. */
export const gravityOf = (code: AddressIssueCode, profile: Profile): Gravity =>
  (rulesOf(profile).get(code) as Rule).gravity;
