/** From the builder to addresses, previews and the draft of a direct sending. */
import { describe, expect, test } from 'vitest';
import { webmails } from '../../src/core/webmail/measured.ts';
import { identityFor } from '../../src/extension/draft/identity.ts';
import { browserIdna as idna } from '../../src/extension/idna.ts';
import type { ComposerContent } from '../../src/extension/messages.ts';
import {
  addHops,
  type Builder,
  emptyBuilder,
  moveHop,
  removeHop,
  typeHop,
} from '../../src/extension/popup/builder.ts';
import { composerRecipients, directPlan, frozenDraft } from '../../src/extension/popup/direct.ts';
import { parseHop } from '../../src/extension/popup/hop.ts';
import { keptInPlace, planOf } from '../../src/extension/popup/plan.ts';
import { meetComposer, takeApart, takeUp } from '../../src/extension/popup/start.ts';
import { withName } from '../../src/extension/popup/with-name.ts';

const roundcube = webmails['roundcube-elastic'];
const story = addHops({ ...emptyBuilder, recipient: 'user@dest.test' }, 's1.test s2.test s3.test');
const route = '@s1.test,@s2.test,@s3.test:user@dest.test';

const caught = { id: '1', size: 7, type: 'application/pdf' };
const composer: ComposerContent = {
  site: 'demo',
  webmail: 'demo',
  fields: [
    { field: 'to', recipients: ['User <user@dest.test>', 'second@other.test'], pending: '' },
    { field: 'cc', recipients: ['@x.test:third@dest.test'], pending: 'not an address' },
    { field: 'bcc', recipients: ['fourth%dest.test@y.test'], pending: '' },
  ],
  from: 'Me <ME@client.test>',
  subject: 'Subject',
  text: 'Text\n',
  attachments: [{ name: 'a\u202efdp.exe', caught }, { name: 'b.pdf' }],
};

test('a hop without a name is not called wrong: there is nothing in it that could be', () => {
  const [hop] = planOf(typeHop(story, 1, ' '), idna, roundcube).hops;
  expect(hop).toEqual({ id: 1, text: ' ', issues: [] });
});

describe('a hop', () => {
  test.each<[text: string, value: string]>([
    ['s1.test', 's1.test'],
    ['S1.Test', 's1.test'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('%j is %j', (text, value) => expect(parseHop(text, idna)).toMatchObject({ ok: true, value }));

  test.each<[text: string, code: string, start: number, end: number]>([
    ['s1..test', 'label-empty', 3, 4],
    ['s1_x.test', 'label-character', 2, 3],
    ['[192.0.2.1]', 'hop-literal', 0, 11],
  ])('%j: %s at %d..%d', (text, code, start, end) => {
    const parsed = parseHop(text, idna);
    expect(parsed.ok).toBe(false);
    expect(parsed.issues.filter((issue) => issue.severity === 'error')).toContainEqual(
      expect.objectContaining({ code, start, end }),
    );
  });

  test.each(['', 's1.test:', 's1.test,@s2.test', 'a b', '@s1.test', 's1.test>', '<s1.test'])(
    '%j is none, and says why within its text',
    (text) => {
      const parsed = parseHop(text, idna);
      expect(parsed.ok).toBe(false);
      expect(parsed.issues.some((issue) => issue.severity === 'error')).toBe(true);
      for (const { start, end } of parsed.issues) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(start).toBeLessThanOrEqual(end);
      }
    },
  );
});

describe('the plan', () => {
  test('of the story: the source route, what each hop receives, and the advice', () => {
    const plan = planOf(story, idna, roundcube);
    expect(plan).toMatchObject({ notation: 'source-route', address: route });
    expect(plan.advice?.recommended).toEqual({ way: 'direct' });
    expect(plan.views.map((view) => view.receives)).toEqual([
      route,
      '@s2.test,@s3.test:user@dest.test',
      '@s3.test:user@dest.test',
      'user@dest.test',
    ]);
    expect(plan.views[0]?.sends).toEqual({ to: 's2.test', path: '@s2.test,@s3.test:user@dest.test' });
  });

  test.each(['s4.test', '@s4.test'])(
    'counts %j in the field for the next hop as the last station',
    (adding) => {
      const plan = planOf({ ...story, adding }, idna, roundcube);
      const whole = '@s1.test,@s2.test,@s3.test,@s4.test:user@dest.test';
      expect(plan).toMatchObject({ address: whole, adding: { station: 's4.test' } });
      expect(plan.views).toHaveLength(5);
      expect(plan.adding.view?.receives).toBe('@s4.test:user@dest.test');
      expect(plan.hops).toHaveLength(3);
    },
  );

  test('says where the text in the field for the next hop is wrong', () => {
    const issuesOf = (adding: string) => planOf({ ...story, adding }, idna, roundcube).adding.issues;
    expect(issuesOf('s4..test')).toContainEqual(
      expect.objectContaining({ code: 'label-empty', start: 3, end: 4 }),
    );
    expect(issuesOf('@s4..test')).toContainEqual(
      expect.objectContaining({ code: 'label-empty', start: 4, end: 5 }),
    );
  });

  test('without hops: the mailbox is sent directly where this webmail refuses its form, and inserted elsewhere', () => {
    const builder = { ...story, hops: [], recipient: 'user@[192.0.2.1]' };
    expect(planOf(builder, idna, roundcube)).toMatchObject({
      address: 'user@[192.0.2.1]',
      advice: { recommended: { way: 'direct' }, reason: 'webmail-refuses' },
    });
    expect(planOf({ ...builder, recipient: 'user@dest.test' }, idna, roundcube).advice).toMatchObject({
      recommended: { way: 'insert' },
      reason: 'no-route',
    });
  });

  test('in the notation that was chosen', () => {
    const plan = planOf({ ...story, notation: 'percent' }, idna, roundcube);
    expect(plan.address).toBe('user%dest.test%s3.test%s2.test@s1.test');
    expect(plan.views[1]?.receives).toBe('user%dest.test%s3.test@s2.test');
  });

  test.each<[why: string, builder: Builder]>([
    ['no recipient', { ...story, recipient: ' ' }],
    ['a wrong recipient', { ...story, recipient: 'user@' }],
    ['a wrong hop', typeHop(story, 2, 's2..test')],
    ['a half typed next hop', { ...story, adding: 's4..' }],
  ])('has no address with %s', (_, builder) => {
    const plan = planOf(builder, idna, roundcube);
    expect(plan.itinerary).toBeUndefined();
    expect(plan.address).toBeUndefined();
  });

  test('while a hop is half typed, what was worked out for the same hops keeps its place, without an address', () => {
    const last = planOf(story, idna, roundcube);
    const typing = keptInPlace(planOf(typeHop(story, 2, 's2.'), idna, roundcube), last);
    expect(typing.stale ?? false).toBe(typing.itinerary === undefined);
    const wrong = keptInPlace(planOf(typeHop(story, 2, 's2..t'), idna, roundcube), last);
    expect(wrong).toMatchObject({ stale: true, views: last.views });
    expect(wrong.address).toBeUndefined();
    const longer = planOf({ ...story, adding: 's4.test' }, idna, roundcube);
    const on = keptInPlace(planOf({ ...story, adding: 's4..' }, idna, roundcube), longer);
    expect(on).toMatchObject({ stale: true, adding: { view: longer.adding.view } });
    const other = planOf(addHops(typeHop(story, 2, '..'), 's4.test'), idna, roundcube);
    expect(keptInPlace(other, last)).toBe(other);
  });

  test.each<[recipient: string, notation: string, hops: string[]]>([
    ['@s1.test,@s2.test:user@dest.test', 'source-route', ['s1.test', 's2.test']],
    ['user%dest.test%s2.test@s1.test', 'percent', ['s1.test', 's2.test']],
    ['s2.test!dest.test!user@s1.test', 'bang', ['s1.test', 's2.test']],
  ])('finds the route inside %j', (recipient, notation, hops) => {
    const { inside } = planOf({ ...emptyBuilder, recipient }, idna, roundcube);
    expect(inside).toContainEqual(
      expect.objectContaining({ notation, itinerary: expect.objectContaining({ hops }) }),
    );
    const found = inside.find((reading) => reading.notation === notation);
    const apart = found && takeApart(emptyBuilder, found.itinerary);
    expect(apart?.recipient).toBe('user@dest.test');
    expect(apart?.hops.map((hop) => hop.text)).toEqual(hops);
  });
});

describe('the start', () => {
  const all = composerRecipients(composer);
  test('takes the first recipient, or the first of the field whose mark was pressed', () => {
    expect(meetComposer(emptyBuilder, all, undefined, idna).recipient).toBe('User <user@dest.test>');
    expect(meetComposer(emptyBuilder, all, 'bcc', idna)).toMatchObject({
      recipient: 'fourth%dest.test@y.test',
      field: 'bcc',
    });
    expect(meetComposer(emptyBuilder, [], 'cc', idna)).toEqual({ ...emptyBuilder, field: 'cc' });
    expect(meetComposer(emptyBuilder, [], undefined, idna)).toBe(emptyBuilder);
  });
  test('takes a source route apart, and still replaces the chip that held it', () => {
    const started = meetComposer(emptyBuilder, all, 'cc', idna);
    expect(started).toMatchObject({
      recipient: 'third@dest.test',
      chosen: { field: 'cc', text: '@x.test:third@dest.test' },
    });
    expect(started.hops.map((hop) => hop.text)).toEqual(['x.test']);
  });
  const left: Builder = {
    ...story,
    chosen: { field: 'to', text: 'User <user@dest.test>' },
    onlyThis: true,
  };
  test('a builder that was left stays as it is while its recipient stands in the message', () => {
    expect(meetComposer(left, all, undefined, idna)).toBe(left);
    expect(meetComposer(left, all, 'to', idna)).toBe(left);
    // Nothing to follow: the composer is empty, or the recipient was typed here.
    expect(meetComposer(left, [], undefined, idna)).toBe(left);
    expect(meetComposer(story, all, undefined, idna)).toBe(story);
  });
  test('another message, or a corrected recipient: the route stays, the recipient and what was agreed do not', () => {
    const other = [{ field: 'to' as const, text: 'other@dest.test' }];
    expect(meetComposer(left, other, undefined, idna)).toEqual({
      ...left,
      recipient: 'other@dest.test',
      chosen: { field: 'to', text: 'other@dest.test' },
      onlyThis: false,
    });
  });
  test('the mark of another field chooses there, and keeps the route', () => {
    expect(meetComposer(left, all, 'bcc', idna)).toMatchObject({
      hops: left.hops,
      chosen: { field: 'bcc', text: 'fourth%dest.test@y.test' },
    });
  });
  test('never adds to hops that are there already', () => {
    const taken = takeUp(story, { field: 'cc', text: '@x.test:third@dest.test' }, idna);
    expect(taken.hops).toBe(story.hops);
  });
});

test.each<[typed: string, tried: readonly string[]]>([
  ['user@dest.test', ['A@x.test']],
  ['User <user@dest.test>', ['User <A@x.test>']],
  ['Иван Петров <user@dest.test>', ['Иван Петров <A@x.test>']],
  // Webmails quote and unquote these in ways of their own: if it comes to nothing, without.
  ['"Lee, Ann" <user@dest.test>', ['"Lee, Ann" <A@x.test>', 'A@x.test']],
  ['"Ann \\"B\\" Lee" <user@dest.test>', ['"Ann \\"B\\" Lee" <A@x.test>', 'A@x.test']],
  // Names that pretend or hide.
  ['"a@b.test" <user@dest.test>', ['A@x.test']],
  ['"A \u202eB" <user@dest.test>', ['A@x.test']],
])('in the place of %j is put %j', (recipient, tried) => {
  expect(withName('A@x.test', planOf({ ...story, recipient }, idna, roundcube).recipient)).toEqual(tried);
});

describe('direct sending', () => {
  const chosen: Builder = { ...story, chosen: { field: 'to', text: 'User <user@dest.test>' } };

  test('goes to everyone by the same hops; own routes stay; who cannot be read is left out by name', () => {
    const direct = directPlan(chosen, planOf(chosen, idna, undefined), composer, idna);
    expect(direct?.recipients.map(({ field, path }) => [field, path])).toEqual([
      ['to', route],
      ['to', '@s1.test,@s2.test,@s3.test:second@other.test'],
      ['cc', '@x.test:third@dest.test'],
      ['bcc', 'fourth%dest.test@y.test'],
    ]);
    expect(direct?.stations['fourth%dest.test@y.test']).toEqual(['y.test', 'dest.test']);
    expect(direct?.leftOut).toEqual(['not an address']);
  });

  test('to this recipient only: all others are left out', () => {
    const only = { ...chosen, onlyThis: true };
    const direct = directPlan(only, planOf(only, idna, undefined), composer, idna);
    expect(direct?.recipients.map(({ path }) => path)).toEqual([route]);
    expect(direct?.leftOut).toHaveLength(4);
  });

  test.each<[what: string, builder: Builder, thisHosts: readonly string[]]>([
    ['the first hop', { ...chosen, thisHost: 's1.test' }, ['s1.test']],
    ['a hop that is no more', removeHop({ ...chosen, thisHost: 's1.test' }, 1), []],
    ['another place than the first', moveHop({ ...chosen, thisHost: 's1.test' }, 1, 2), []],
    ['no hop any more, even the domain', { ...chosen, hops: [], thisHost: 'dest.test' }, []],
    ['nothing', chosen, []],
  ])('what was ticked for %s', (_what, builder, thisHosts) => {
    const direct = directPlan(builder, planOf(builder, idna, undefined), composer, idna);
    expect(direct?.thisHosts).toEqual(thisHosts);
  });

  test('the same path twice is one recipient', () => {
    const twice = {
      ...composer,
      fields: [{ field: 'to' as const, recipients: ['user@dest.test', 'user@dest.test'], pending: '' }],
    };
    const direct = directPlan(story, planOf(story, idna, undefined), twice, idna);
    expect(direct?.recipients).toHaveLength(1);
  });

  test('is nothing while there is no address', () => {
    const wrong = { ...chosen, recipient: 'user@' };
    expect(directPlan(wrong, planOf(wrong, idna, undefined), composer, idna)).toBeUndefined();
  });

  test('the frozen draft holds what the confirmation shows', () => {
    const ticked = { ...chosen, thisHost: 's1.test' };
    const direct = directPlan(ticked, planOf(ticked, idna, undefined), composer, idna);
    const body = { text: 'Words\n', html: '<p>Words</p>', lostImages: ['logo'], remoteImages: 0 };
    const given = { id: '123e4567-e89b-42d3-a456-426614174000', identity: 'me@client.test', tabId: 7 };
    expect(direct && frozenDraft(direct, composer, body, given)).toMatchObject({
      draft: {
        id: given.id,
        identity: 'me@client.test',
        subject: 'Subject',
        text: 'Words\n',
        html: '<p>Words</p>',
        thisHosts: ['s1.test'],
      },
      // Without the marks that turn a name around.
      files: [{ name: 'a_fdp.exe', caught }, { name: 'b.pdf' }],
      lostImages: ['logo'],
      leftOut: ['not an address'],
      from: 'Me <ME@client.test>',
      tabId: 7,
    });
  });

  test.each<[from: string | undefined, expected: string | undefined]>([
    ['Me <ME@client.test>', 'me@client.test'],
    ['me@client.test', 'me@client.test'],
    ['stranger@client.test', 'first@client.test'],
    ['not an address', 'first@client.test'],
    [undefined, 'first@client.test'],
  ])('the identity for %j is %j', (from, expected) => {
    const identities = [{ address: 'first@client.test' }, { address: 'me@client.test' }];
    expect(identityFor(from, identities, idna)).toBe(expected);
    expect(identityFor(from, [], idna)).toBeUndefined();
  });
});
