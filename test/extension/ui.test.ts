/** The small pure parts that all pages share. */
import { describe, expect, test } from 'vitest';
import type { Issue, Severity } from '../../src/core/address/issue.ts';
import { protocolVersion } from '../../src/core/bridge/protocol.ts';
import { withoutRouteNotes } from '../../src/core/route/notes.ts';
import type { FromHostPort } from '../../src/extension/background/api.ts';
import { visibleLines } from '../../src/extension/ui/foreign.ts';
import { hostFrom } from '../../src/extension/ui/host-answer.ts';
import { segments, withFix } from '../../src/extension/ui/segments.ts';

const issue = (start: number, end: number, severity: Severity = 'error', code = 'x'): Issue => ({
  code,
  severity,
  start,
  end,
});

test.each<[text: string, issues: Issue[], pieces: [string, Severity?][]]>([
  ['abc', [], [['abc']]],
  ['', [issue(0, 0)], []],
  ['abc', [issue(1, 2)], [['a'], ['b', 'error'], ['c']]],
  ['abc', [issue(0, 3)], [['abc', 'error']]],
  // Something is missing at the end, or in front.
  ['abc', [issue(3, 3)], [['ab'], ['c', 'error']]],
  ['abc', [issue(0, 0)], [['a', 'error'], ['bc']]],
  // The gravest wins where two lie on one another.
  [
    'abcd',
    [issue(0, 3, 'hint'), issue(1, 2), issue(1, 3, 'warning')],
    [['a', 'hint'], ['b', 'error'], ['c', 'warning'], ['d']],
  ],
  // An offset beyond the text harms nothing.
  ['ab', [issue(1, 9)], [['a'], ['b', 'error']]],
])('%j with its issues', (text, issues, pieces) => {
  const found = segments(text, issues);
  expect(
    found.map((piece) => (piece.severity === undefined ? [piece.text] : [piece.text, piece.severity])),
  ).toEqual(pieces);
  expect(found.map((piece) => piece.text).join('')).toBe(text);
});

test('a reply keeps its lines, and nothing in it hides or reorders', () => {
  expect(visibleLines('550-a\u202eb\r\n550 c\x1b[2J')).toBe('550-a\ufffdb\n550 c\u241b[2J');
});

test('a fix replaces its span', () => {
  expect(withFix('a..b', { start: 1, end: 3, text: '.' })).toBe('a.b');
});

test('notes that only say "a route" are left out, errors never', () => {
  const issues = [
    issue(0, 1, 'hint', 'source-route'),
    issue(0, 1, 'error', 'bang-path'),
    issue(0, 1, 'hint', 'comment'),
  ];
  expect(withoutRouteNotes(issues).map(({ code }) => code)).toEqual(['bang-path', 'comment']);
});

describe('the host', () => {
  const request = '123e4567-e89b-42d3-a456-426614174000';
  const identities = [{ address: 'me@client.test' }];
  const hello = (version: number, who = identities): FromHostPort => ({
    type: 'hello',
    request,
    version,
    program: '9.9.9',
    identities: who,
  });
  test.each<[said: FromHostPort, kind: object | undefined]>([
    [hello(protocolVersion), { kind: 'ready', program: '9.9.9', identities }],
    [hello(protocolVersion - 1), { kind: 'other-version', update: 'host', program: '9.9.9' }],
    [hello(protocolVersion + 1), { kind: 'other-version', update: 'extension', program: '9.9.9' }],
    [hello(protocolVersion, []), { kind: 'no-identity' }],
    [{ ...hello(protocolVersion), request: 'another' } as FromHostPort, undefined],
    [
      { type: 'trouble', trouble: 'no-host', detail: 'd' },
      { kind: 'trouble', trouble: 'no-host', detail: 'd' },
    ],
    [
      { type: 'error', code: 'runner-unreachable' },
      { kind: 'error', code: 'runner-unreachable' },
    ],
    [{ type: 'done', request, message: request }, undefined],
  ])('says %j', (said, kind) => expect(hostFrom(said, request)).toEqual(kind));
});
