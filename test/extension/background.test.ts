/** The background's decisions, as plain functions. */
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';

// The modules import the polyfill, which refuses to load outside an extension; no function under test calls it.
vi.mock('webextension-polyfill', () => ({ default: {} }));

const { callSchema, fromContentSchema } = await import('../../src/extension/background/calls.ts');
const { troubleOf } = await import('../../src/extension/background/host-relay.ts');
const { originOf, patternOf } = await import('../../src/extension/background/patterns.ts');
const { nextStep } = await import('../../src/extension/background/reconcile.ts');
const { newsFor } = await import('../../src/extension/background/sent.ts');
const { speakerOf } = await import('../../src/extension/background/sender.ts');
const { unansweredOf } = await import('../../src/extension/background/windows.ts');
const { insertAnswerSchema, readAnswerSchema, stateAnswerSchema } = await import(
  '../../src/extension/background/answers.ts'
);

describe('who speaks', () => {
  const own = {
    id: 'lnakfbgkikccheclgehlmmfbpjaopmld',
    url: 'chrome-extension://lnakfbgkikccheclgehlmmfbpjaopmld/',
  };
  const page = `${own.url}popup.html`;
  const origin = own.url.slice(0, -1);
  it.each([
    ['the popup', { id: own.id, url: page, origin }, { kind: 'page' }],
    ['the popup in Firefox, which gives no origin', { id: own.id, url: page }, { kind: 'page' }],
    [
      'the confirmation, which has a tab',
      { id: own.id, url: `${own.url}confirm.html?draft=1`, origin, tab: { id: 4 } },
      { kind: 'page' },
    ],
    [
      'a content script',
      { id: own.id, url: 'https://mail.test/', origin: 'https://mail.test', tab: { id: 4 } },
      { kind: 'content', tabId: 4 },
    ],
    [
      'a content script whose page’s address looks like ours',
      { id: own.id, url: `https://mail.test/${page}`, origin: 'https://mail.test', tab: { id: 4 } },
      { kind: 'content', tabId: 4 },
    ],
    ['a content script without a tab', { id: own.id, url: 'https://mail.test/' }, { kind: 'stranger' }],
    [
      'our address, another origin (a sandboxed frame)',
      { id: own.id, url: page, origin: 'null' },
      { kind: 'stranger' },
    ],
    [
      'an extension whose id begins like ours',
      { id: own.id, url: `${origin}x/popup.html` },
      { kind: 'stranger' },
    ],
    ['another extension', { id: 'a'.repeat(32), url: page, origin }, { kind: 'stranger' }],
    ['no id', { url: page, origin }, { kind: 'stranger' }],
    ['no address', { id: own.id, tab: { id: 4 } }, { kind: 'stranger' }],
    ['nobody', undefined, { kind: 'stranger' }],
  ])('%s', (_what, sender, expected) => {
    expect(speakerOf(sender, own)).toEqual(expected);
  });
});

describe('origins and patterns', () => {
  it.each([
    ['https://mail.example.org/compose?x#y', 'https://mail.example.org', 'https://mail.example.org/*'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080', 'http://127.0.0.1/*'],
    ['https://[::1]:8443/', 'https://[::1]:8443', 'https://[::1]/*'],
    ['https://bücher.test/', 'https://xn--bcher-kva.test', 'https://xn--bcher-kva.test/*'],
    ['chrome://settings/', undefined, undefined],
    ['file:///tmp/a.html', undefined, undefined],
    ['about:blank', undefined, undefined],
    ['data:text/html,x', undefined, undefined],
    ['', undefined, undefined],
    [undefined, undefined, undefined],
  ])('%s', (url, origin, pattern) => {
    expect(originOf(url)).toBe(origin);
    if (origin !== undefined) expect(patternOf(origin)).toBe(pattern);
  });

  it.each(['https://a.test/path', 'a.test', '*://*', 'https://*', ''])('%j is no origin', (text) => {
    expect(text === 'https://*' ? undefined : patternOf(text)).toBeUndefined();
  });
});

describe('reconciling', () => {
  const [a, b] = ['https://a.test/*', 'https://b.test/*'];
  it.each([
    ['nothing held, nothing registered', [], undefined, { do: 'nothing' }],
    ['the first permission', [a], undefined, { do: 'register', matches: [a] }],
    ['as it should be', [a, b], [a, b], { do: 'nothing' }],
    ['as it should be, in another order and twice', [b, a, b], [a, b], { do: 'nothing' }],
    ['one more', [b, a], [a], { do: 'update', matches: [a, b] }],
    ['one taken back', [b], [a, b], { do: 'update', matches: [b] }],
    ['another one', [b], [a], { do: 'update', matches: [b] }],
    ['all taken back', [], [a, b], { do: 'unregister' }],
    ['forgotten by an update of the extension', [a, b], undefined, { do: 'register', matches: [a, b] }],
  ])('%s', (_what, held, registered, expected) => {
    expect(nextStep(held, registered)).toEqual(expected);
  });
});

describe('what pages may call', () => {
  const call = (name: string, ...parameters: unknown[]) => ({
    to: 'background',
    call: name,
    with: parameters,
  });
  it.each([
    [call('siteState', 3), true],
    [call('insert', 3, 'to', 'a@dest.test'), true],
    [call('insert', 3, 'cc', 'a@dest.test', 'b@dest.test'), true],
    [call('insert', 3, 'from', 'a@dest.test'), false],
    [call('insert', 3, 'to', ''), false],
    [call('insert', 3, 'to', 'a@dest.test', 'b', 'frame'), true],
    [call('insert', 3, 'to', 'a@dest.test', null, 'frame'), true],
    [call('insert', 3, 'to', 'a@dest.test', 'b', 'f'.repeat(101)), false],
    [call('insert', 3, 'to', 'a@dest.test', 'b', 'c', 'd'), false],
    [call('siteState', -1), false],
    [call('siteState', 1.5), false],
    [call('siteState', '3'), false],
    [call('siteState'), false],
    [call('frozenDraft', 'not-a-uuid'), false],
    [call('constructor'), false],
    [call('toString'), false],
    [{ ...call('siteState', 3), more: 1 }, false],
    [{ call: 'siteState', with: [3] }, false],
    [null, false],
    ['siteState', false],
  ])('%j', (message, ok) => {
    expect(v.safeParse(callSchema, message).success).toBe(ok);
  });
});

describe('what content scripts may say', () => {
  it.each([
    [{ type: 'second-stage', language: 'ru' }, true],
    [{ type: 'second-stage' }, false],
    [{ type: 'second-stage', language: '../x' }, false],
    [{ type: 'second-stage', language: 'en', file: 'x.js' }, false],
    [{ type: 'third-stage' }, true],
    [{ type: 'pointed', field: 'to', css: 'input[name="to"]' }, true],
    [{ type: 'pointed', field: 'to' }, true],
    [{ type: 'pointed', field: 'from', css: 'input' }, false],
    [{ type: 'pointed', field: 'to', css: 'a\nb' }, false],
    [{ type: 'pointed', field: 'to', css: 'a'.repeat(501) }, false],
    [{ type: 'settings', settings: { guard: false, pointed: {} } }, false],
    [{ type: 'open-builder', field: 'to' }, true],
    [{ type: 'open-builder', field: 'from' }, false],
    [{ type: 'open-builder', field: 'to', host: 'hello' }, false],
    [{ type: 'send' }, false],
    [{ type: 'hello', request: '0', version: 3 }, false],
    [{ to: 'background', call: 'siteState', with: [3] }, false],
  ])('%j', (message, ok) => {
    expect(v.safeParse(fromContentSchema, message).success).toBe(ok);
  });
});

describe('what content scripts may answer', () => {
  const composer = {
    site: 'demo',
    webmail: 'demo',
    fields: [{ field: 'to', recipients: ['a@dest.test'], pending: '' }],
    subject: 'S',
    text: 'T',
    attachments: [],
  };
  const read = (changes: object) => ({ ok: true, composer: { ...composer, ...changes } });
  it.each([
    [read({}), true],
    [read({ from: 'me@client.test', inReplyTo: '<x@dest.test>' }), true],
    [read({ fields: 'to' }), false],
    [read({ fields: Array(4).fill(composer.fields[0]) }), false],
    [read({ fields: [{ field: 'from', recipients: [], pending: '' }] }), false],
    // One over tells that there is too much; more is no answer.
    [read({ attachments: Array(101).fill({ name: 'a.pdf' }) }), true],
    [read({ attachments: Array(102).fill({ name: 'a.pdf' }) }), false],
    [read({ subject: 's'.repeat(2001) }), true],
    [read({ subject: 's'.repeat(2002) }), false],
    [read({ fields: [{ ...composer.fields[0], recipients: Array(1001).fill('a@b.test') }] }), true],
    [read({ fields: [{ ...composer.fields[0], recipients: Array(1002).fill('a@b.test') }] }), false],
    [read({ attachments: [{ name: 'a.pdf', caught: { id: '1', size: 7, type: '' } }] }), true],
    [read({ attachments: [{ name: 'a.pdf', caught: { id: '1', size: -7, type: '' } }] }), false],
    [read({ html: '<p>x</p>' }), true],
    [read({ html: 7 }), false],
    [read({ subject: 'S\r\nBcc: x@dest.test' }), false],
    [read({ text: 7 }), false],
    [read({ from: 'x'.repeat(2001) }), false],
    [read({ more: 1 }), false],
    [{ ok: false, reason: 'no-composer' }, true],
    [{ ok: false, reason: 'unreachable' }, false],
    [undefined, false],
  ])('read %#', (answer, ok) => {
    expect(v.safeParse(readAnswerSchema, answer).success).toBe(ok);
  });
  it.each([
    [{ ok: true, stands: 'a@dest.test' }, true],
    [{ ok: false, reason: 'changed', stands: 'b@dest.test' }, true],
    [{ ok: false, reason: 'not-taken' }, true],
    [{ ok: true }, false],
    [{ ok: false, reason: 'sent' }, false],
  ])('insert %j', (answer, ok) => {
    expect(v.safeParse(insertAnswerSchema, answer).success).toBe(ok);
  });
  it.each([
    [{ ok: true, site: 'demo', webmail: 'demo', late: false }, true],
    [{ ok: true, site: 'demo', webmail: 'demo' }, false],
    [
      {
        ok: true,
        site: 'elsewhere',
        webmail: 'elsewhere',
        late: true,
        finding: { certainty: 'probable', by: 'label', text: 'An' },
      },
      true,
    ],
    [
      {
        ok: true,
        site: 'x',
        webmail: 'x',
        late: true,
        finding: { certainty: 'sure', by: 'label', text: 'An' },
      },
      false,
    ],
    [{ ok: true, site: {}, webmail: 'demo' }, false],
  ])('state %j', (answer, ok) => {
    expect(v.safeParse(stateAnswerSchema, answer).success).toBe(ok);
  });
});

describe('confirmations that nobody answered', () => {
  const kept = {
    'draft:a': { tabId: 7 },
    'confirm:a': 1,
    'draft:b': { tabId: 7 },
    'sent:b': true,
    'draft:c': { tabId: 8 },
    'draft:d': {},
    'builder:7': { tabId: 7 },
  };
  it.each([
    [7, ['a']],
    [8, ['c']],
    [9, []],
  ])('of tab %d', (tab, ids) => expect(unansweredOf(tab, kept)).toEqual(ids));
});

describe('the browsers’ words for a host that does not answer', () => {
  it.each([
    ['Specified native messaging host not found.', 'no-host'],
    ['No such native application org.waypost.host', 'no-host'],
    ['Access to the specified native messaging host is forbidden.', 'forbidden'],
    ['Native host has exited.', 'exited'],
    ['Error when communicating with the native messaging host.', 'garbled'],
    [
      'Native application tried to send a message of 1048593 bytes, which exceeds the limit of 1048576 bytes.',
      'garbled',
    ],
    ['', 'exited'],
  ])('%j', (reason, trouble) => {
    expect(troubleOf(reason)).toBe(trouble);
  });
});

describe('what the composer is told', () => {
  const message = '00000000-0000-4000-8000-000000000000';
  const status = (...states: ('queued' | 'sending' | 'sent' | 'deferred' | 'failed' | 'maybe-sent')[]) => ({
    type: 'status' as const,
    request: message,
    status: {
      message,
      subject: '',
      created: '',
      messageId: '',
      aliases: {},
      outcomes: states.map((state) => ({ path: 'a@dest.test', state })),
    },
  });
  it.each([
    [status('queued'), undefined],
    [status('failed', 'deferred'), undefined],
    [status('sent'), { message, maybe: false }],
    [status('failed', 'sent'), { message, maybe: false }],
    [status('maybe-sent', 'sent'), { message, maybe: false }],
    [status('maybe-sent', 'failed'), { message, maybe: true }],
    [{ type: 'done' as const, request: message, message }, undefined],
  ])('%#', (response, expected) => {
    expect(newsFor(response)).toEqual(expected);
  });
});
