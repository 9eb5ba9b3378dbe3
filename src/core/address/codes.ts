/**
 * Every finding about an address: its rule, and how grave it is in each profile. The grammar reads all profiles the same
 * way and names what it meets; this table is what makes one strict and another lenient.
 */
import type { Severity } from './issue.ts';
import { type Profile, profiles } from './profile.ts';

/** `silent`: allowed there, nothing to say. */
type Gravity = Severity | 'silent';
type Rule = readonly [rfc: string, smtp: Gravity, rfc821: Gravity, header: Gravity, input: Gravity];

const E = 'error';
const W = 'warning';
const H = 'hint';
const o = 'silent';

const rules = {
  // The text as a whole
  empty: ['RFC 5321 §4.1.2', E, E, E, E],
  'null-path': ['RFC 5321 §4.1.1.3', E, E, E, E],
  'lone-surrogate': ['RFC 3629 §3', E, E, E, E],
  'control-character': ['RFC 5321 §4.1.2', E, E, E, E],
  'unexpected-character': ['RFC 5321 §4.1.2', E, E, E, E],
  'text-after-address': ['RFC 5321 §4.1.2', E, E, E, E],
  'line-break': ['RFC 5321 §2.3.8', E, E, E, E],
  'space-around': ['RFC 5321 §3.3', E, E, o, o],
  'space-in-address': ['RFC 5321 §4.1.2', E, E, o, H],
  comment: ['RFC 5321 §4.1.2', E, E, o, H],
  'comment-unclosed': ['RFC 5322 §3.2.2', E, E, E, E],
  'label-before-address': ['RFC 5321 §3.3', E, E, E, H],
  'mailto-encoded': ['RFC 6068 §2', E, E, E, E],

  // Lists, names, groups
  'list-in-path': ['RFC 5321 §4.1.1.3', E, E, o, o],
  'list-empty-member': ['RFC 5322 §4.4', E, E, W, o],
  'list-semicolon': ['RFC 5322 §3.4', E, E, E, o],
  'display-name': ['RFC 5321 §4.1.2', E, E, o, o],
  'display-name-dot': ['RFC 5322 §4.1', o, o, W, o],
  'display-name-comma': ['RFC 5322 §3.2.5', E, E, E, H],
  group: ['RFC 5321 §4.1.2', E, E, o, o],
  'group-unclosed': ['RFC 5322 §3.4', E, E, E, E],
  'group-in-group': ['RFC 5322 §3.4', E, E, E, E],

  // Angle brackets
  'bracket-unclosed': ['RFC 5321 §4.1.2', E, E, E, E],
  'bracket-stray': ['RFC 5321 §4.1.2', E, E, E, E],

  // Routes
  'source-route': ['RFC 5321 Appendix C', W, W, W, H],
  'route-brackets-missing': ['RFC 5321 §4.1.2', E, E, E, H],
  'route-colon-missing': ['RFC 5321 §4.1.2', E, E, E, E],
  'route-twice': ['RFC 5321 §4.1.2', E, E, E, E],
  'space-in-route': ['RFC 5321 §4.1.2', E, E, o, H],
  'hop-at-missing': ['RFC 5321 §4.1.2', E, E, E, E],
  'hop-comma-missing': ['RFC 5321 §4.1.2', E, E, E, E],
  'hop-empty': ['RFC 5321 §4.1.2', E, E, W, E],
  'hop-name-missing': ['RFC 5321 §4.1.2', E, E, E, E],
  'hop-literal': ['RFC 5321 §4.1.2', E, W, W, E],
  'hop-literal-other': ['RFC 821 §4.1.2', E, E, W, E],
  'hop-unqualified': ['RFC 5321 Appendix C', H, H, H, H],
  'bang-path': ['RFC 5321 §2.3.11', E, E, E, H],
  'path-too-long': ['RFC 5321 §4.5.3.1.3', E, E, W, E],

  // Local-part
  'local-part-missing': ['RFC 5321 §4.1.2', E, E, E, E],
  'dot-misplaced': ['RFC 5321 §4.1.2', E, E, E, E],
  'words-adjacent': ['RFC 5321 §4.1.2', E, E, E, E],
  'words-mixed': ['RFC 5321 §4.1.2', E, E, W, H],
  'space-in-local-part': ['RFC 5322 §4.4', E, E, W, E],
  'backslash-unquoted': ['RFC 5321 §4.1.2', E, E, E, E],
  'quote-unclosed': ['RFC 5321 §4.1.2', E, E, E, E],
  'quotes-needless': ['RFC 5321 §4.1.2', H, H, H, H],
  'tab-in-quotes': ['RFC 5321 §4.1.2', E, E, o, E],
  'control-in-quotes': ['RFC 5322 §4.1', E, E, W, E],
  'quoted-pair-not-ascii': ['RFC 6531 §3.3', E, E, o, H],
  'local-part-too-long': ['RFC 5321 §4.5.3.1.1', E, E, W, E],
  'needs-smtputf8': ['RFC 6531 §3.2', H, H, H, H],
  'not-nfc': ['RFC 6532 §3.1', W, W, W, W],
  'percent-in-local-part': ['RFC 5321 §2.3.11', H, H, H, H],
  'bang-in-local-part': ['RFC 5321 §2.3.11', H, H, H, H],

  // Domain
  'at-missing': ['RFC 5321 §4.1.2', E, E, E, E],
  'at-extra': ['RFC 5321 §4.1.2', E, E, E, E],
  'domain-missing': ['RFC 5321 §4.1.2', E, E, E, E],
  'domain-unqualified': ['RFC 5321 §2.3.5', H, H, H, H],
  'domain-looks-like-address': ['RFC 5321 §4.1.3', W, W, W, W],
  'domain-spaced': ['RFC 5322 §4.4', E, E, W, E],
  'domain-too-long': ['RFC 5321 §4.5.3.1.2', E, E, W, E],
  'domain-not-idn': ['RFC 5890 §2.3.2.1', E, E, E, E],
  'a-label-fake': ['RFC 5890 §2.3.2.1', E, E, E, E],
  'domain-not-u-label': ['RFC 6531 §3.3', E, E, W, W],
  'label-empty': ['RFC 5321 §4.1.2', E, E, E, E],
  'domain-trailing-dot': ['RFC 5321 §4.1.2', E, E, E, E],
  'label-character': ['RFC 5321 §4.1.2', E, E, W, E],
  'label-hyphen': ['RFC 5321 §4.1.2', E, E, W, E],
  'label-too-long': ['RFC 1035 §2.3.4', E, E, W, E],

  // Address literals
  'literal-unclosed': ['RFC 5321 §4.1.3', E, E, E, E],
  'literal-ipv4': ['RFC 5321 §4.1.3', E, E, W, E],
  'literal-ipv6': ['RFC 5321 §4.1.3', E, E, W, E],
  'literal-ipv6-untagged': ['RFC 5321 §4.1.3', E, E, W, E],
  'literal-zone': ['RFC 5321 §4.1.3', E, E, W, E],
  'literal-tag': ['RFC 5321 §4.1.3', W, W, W, W],
  'literal-form': ['RFC 5321 §4.1.3', E, E, W, E],
  'literal-character': ['RFC 5322 §3.4.1', E, E, E, E],
} as const satisfies Readonly<Record<string, Rule>>;

export type AddressIssueCode = keyof typeof rules;

/** The closed list, in the order of the table. */
export const addressIssueCodes = Object.keys(rules) as readonly AddressIssueCode[];

/** The rule behind a code, such as `RFC 5321 §4.1.2`. */
export const rfcOf = (code: AddressIssueCode): string => rules[code][0];

/** How grave a code is in a profile. */
export function gravityOf(code: AddressIssueCode, profile: Profile): Gravity {
  return rules[code][(profiles.indexOf(profile) + 1) as 1 | 2 | 3 | 4];
}
