/** One text a code that shows it, for whoever asks what a code means: the shortest that comes to mind. */
import type { AddressIssueCode } from './codes.ts';
import type { Profile } from './profile.ts';
import type { Span } from './recipient.ts';

/** Read by the rules of `profile`, `text` has the finding at `start`..`end`, perhaps beside others. */
export interface Example extends Span {
  readonly profile: Profile;
  readonly text: string;
}

/** The example of a code. */
export function exampleOf(code: AddressIssueCode): Example {
  const [profile, marked] = marks[code];
  const start = marked.indexOf('⟦');
  return { profile, text: marked.replace('⟦', '').replace('⟧', ''), start, end: marked.indexOf('⟧') - 1 };
}

/** The span stands between ⟦ and ⟧. */
const marks: Readonly<Record<AddressIssueCode, readonly [Profile, string]>> = {
  // The text as a whole
  empty: ['smtp', '⟦⟧'],
  'null-path': ['smtp', '⟦<>⟧'],
  'lone-surrogate': ['smtp', 'user⟦\ud83d⟧@dest.test'],
  'control-character': ['smtp', 'us⟦\0⟧er@dest.test'],
  'unexpected-character': ['smtp', 'user⟦]⟧@dest.test'],
  'text-after-address': ['input', 'user@dest.test ⟦please⟧'],
  'line-break': ['smtp', 'user@dest.test⟦\n⟧'],
  'space-around': ['smtp', '⟦ ⟧user@dest.test'],
  'space-in-address': ['smtp', 'user⟦ ⟧@dest.test'],
  comment: ['smtp', 'user⟦(work)⟧@dest.test'],
  'comment-unclosed': ['header', 'user⟦(work@dest.test⟧'],
  'label-before-address': ['input', '⟦TO:⟧<user@dest.test>'],
  'mailto-encoded': ['input', '⟦mailto:user%40dest.test⟧'],
  'full-width': ['input', 'user⟦＠⟧dest.test'],
  'invisible-character': ['input', 'us⟦\u200b⟧er@dest.test'],

  // Lists, names, groups
  'list-in-path': ['smtp', 'a@dest.test⟦,⟧b@dest.test'],
  'list-empty-member': ['header', 'a@dest.test,⟦,⟧b@dest.test'],
  'list-semicolon': ['header', 'a@dest.test⟦;⟧ b@dest.test'],
  'display-name': ['smtp', '⟦Bob⟧ <user@dest.test>'],
  'display-name-dot': ['header', 'Bob B⟦.⟧ <user@dest.test>'],
  'display-name-comma': ['input', '⟦Smith, Bob⟧ <user@dest.test>'],
  'display-name-at': ['input', '⟦bob@home.test⟧ <user@dest.test>'],
  'display-name-address': ['header', '⟦"boss@dest.test"⟧ <mallory@other.test>'],
  'encoded-word-unreadable': ['header', '⟦=?x-none?q?Bob?=⟧ <user@dest.test>'],
  group: ['smtp', '⟦Team:⟧user@dest.test;'],
  'group-unclosed': ['header', '⟦Team:user@dest.test⟧'],
  'group-in-group': ['header', 'Team:⟦Board:⟧user@dest.test;'],

  // Angle brackets
  'bracket-unclosed': ['smtp', '⟦<user@dest.test⟧'],
  'bracket-stray': ['smtp', 'user@dest.test⟦>⟧'],

  // Routes
  'source-route': ['smtp', '<⟦@s1.test:⟧user@dest.test>'],
  'route-brackets-missing': ['smtp', '⟦@s1.test:user@dest.test⟧'],
  'route-colon-missing': ['smtp', '<@s1.test⟦,⟧user@dest.test>'],
  'route-twice': ['smtp', '<@s1.test⟦:⟧@s2.test:user@dest.test>'],
  'space-in-route': ['smtp', '<@s1.test,⟦ ⟧@s2.test:user@dest.test>'],
  'hop-at-missing': ['smtp', '<@s1.test,⟦s2.test⟧:user@dest.test>'],
  'hop-comma-missing': ['smtp', '<@s1.test⟦@⟧s2.test:user@dest.test>'],
  'hop-empty': ['smtp', '<@s1.test,⟦,⟧@s2.test:user@dest.test>'],
  'hop-name-missing': ['smtp', '<⟦@⟧:user@dest.test>'],
  'hop-literal': ['smtp', '<@⟦[192.0.2.1]⟧:user@dest.test>'],
  'hop-literal-other': ['smtp', '<@⟦[IPv6:2001:db8::1]⟧:user@dest.test>'],
  'hop-unqualified': ['smtp', '<@⟦s1⟧:user@dest.test>'],
  'bang-path': ['input', '⟦s1.test!dest.test!user⟧'],
  'path-too-long': ['smtp', `<⟦@${Array(22).fill('relay.test').join(',@')}:user@dest.test⟧>`],

  // Local-part
  'local-part-missing': ['smtp', '<@s1.test⟦:⟧>'],
  'dot-misplaced': ['smtp', 'user.⟦.⟧name@dest.test'],
  'words-adjacent': ['smtp', 'user⟦ ⟧name@dest.test'],
  'words-mixed': ['smtp', '⟦user."the name"⟧@dest.test'],
  'space-in-local-part': ['header', 'user.⟦ ⟧name@dest.test'],
  'backslash-unquoted': ['smtp', 'user⟦\\@⟧name@dest.test'],
  'quote-unclosed': ['smtp', '⟦"user@dest.test⟧'],
  'quotes-needless': ['smtp', '⟦"user"⟧@dest.test'],
  'tab-in-quotes': ['smtp', '"user⟦\t⟧name"@dest.test'],
  'control-in-quotes': ['smtp', '"user⟦\x01⟧name"@dest.test'],
  'quoted-pair-not-ascii': ['smtp', '"the ⟦\\é⟧"@dest.test'],
  'encoded-word-in-address': ['smtp', '⟦=?utf-8?q?user?=⟧@dest.test'],
  'local-part-too-long': ['smtp', `⟦${'user.'.repeat(13)}name⟧@dest.test`],
  'needs-smtputf8': ['smtp', '⟦用户⟧@dest.test'],
  'not-nfc': ['smtp', '⟦rene\u0301⟧@dest.test'],
  'percent-in-local-part': ['smtp', '⟦user%dest.test⟧@s1.test'],
  'bang-in-local-part': ['smtp', '⟦dest.test!user⟧@s1.test'],

  // Domain
  'at-missing': ['smtp', '⟦user⟧'],
  'at-extra': ['smtp', 'user@dest.test⟦@⟧s1.test'],
  'domain-missing': ['smtp', 'user⟦@⟧'],
  'domain-unqualified': ['smtp', 'user@⟦localhost⟧'],
  'domain-looks-like-address': ['smtp', 'user@⟦192.0.2.1⟧'],
  'domain-spaced': ['header', 'user@dest⟦ ⟧.test'],
  'domain-glued': ['header', 'user@dest⟦(c)⟧.test'],
  'domain-too-long': ['smtp', `user@⟦${'part.'.repeat(51)}test⟧`],
  'domain-not-idn': ['smtp', 'user@⟦\u2028.test⟧'],
  'a-label-fake': ['smtp', 'user@⟦xn--a.test⟧'],
  'a-label-disallowed': ['smtp', 'user@⟦xn--ls8h.test⟧'],
  'domain-not-u-label': ['smtp', 'user@⟦BÜCHER.example⟧'],
  'domain-mixed-scripts': ['smtp', 'user@⟦раypal.test⟧'],
  'domain-look-alike': ['smtp', 'user@⟦аре.test⟧'],
  'label-disallowed': ['smtp', 'user@⟦☃⟧.test'],
  'label-context': ['smtp', 'user@a⟦·⟧b.test'],
  'label-bidi': ['smtp', 'user@⟦אa⟧.test'],
  'label-empty': ['smtp', 'user@dest.⟦.⟧test'],
  'domain-trailing-dot': ['smtp', 'user@dest.test⟦.⟧'],
  'label-character': ['smtp', 'user@the⟦_⟧dest.test'],
  'label-hyphen': ['smtp', 'user@⟦-⟧dest.test'],
  'label-too-long': ['smtp', `user@⟦${'label'.repeat(13)}⟧.test`],

  // Address literals
  'literal-unclosed': ['smtp', 'user@⟦[192.0.2.1⟧'],
  'literal-ipv4': ['smtp', 'user@⟦[300.1.1.1]⟧'],
  'literal-ipv6': ['smtp', 'user@⟦[IPv6:2001:db8]⟧'],
  'literal-ipv6-untagged': ['smtp', 'user@⟦[2001:db8::1]⟧'],
  'literal-zone': ['smtp', 'user@⟦[IPv6:fe80::1%eth0]⟧'],
  'literal-tag': ['smtp', 'user@⟦[X400:abc]⟧'],
  'literal-form': ['smtp', 'user@⟦[dest]⟧'],
  'literal-character': ['smtp', 'user@[a⟦\x01⟧]'],
};

/** The closed list, by subject. */
export const addressIssueCodes = Object.keys(marks) as readonly AddressIssueCode[];
