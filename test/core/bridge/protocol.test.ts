import { describe, expect, test } from 'vitest';
import { checkRequest, checkResponse } from '../../../src/core/bridge/check.ts';
import { limits } from '../../../src/core/bridge/limits.ts';
import { bridgeWords } from '../../../src/core/words/bridge.ts';

const id = '00000000-0000-4000-8000-000000000001';
const draft = {
  id,
  identity: 'a@client.test',
  recipients: [{ field: 'to', path: '@s1.test:user@dest.test' }],
  subject: 's',
  text: 't',
};
const send = { type: 'send', request: id, version: 3, draft };

describe('requests', () => {
  test.each([
    ['hello', { type: 'hello', request: id, version: 3 }],
    ['hello of another version', { type: 'hello', request: id, version: 7 }],
    ['send', send],
    ['watch', { type: 'watch', request: id, version: 3, message: id }],
    ['list', { type: 'list', request: id, version: 3 }],
    ['act', { type: 'act', request: id, version: 3, message: id, action: 'resend', paths: ['u@d.test'] }],
  ])('%s', (_, request) => {
    expect(checkRequest(request).ok).toBe(true);
  });

  const withPath = (path: string) => ({ ...send, draft: { ...draft, recipients: [{ field: 'to', path }] } });
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'bad-request'],
    [
      'an action that is none',
      { type: 'act', request: id, version: 3, message: id, action: 'sent' },
      'bad-request',
    ],
    ['a verb that is none', { type: 'configure', request: id, version: 3 }, 'bad-request'],
    ['another version', { ...send, version: 1 }, 'other-version'],
    ['a target of its own', { ...send, server: '10.0.0.1:25' }, 'bad-request'],
    ['an EHLO name of its own', { ...send, draft: { ...draft, ehlo: 'x' } }, 'bad-request'],
    ['CR in a path', withPath('a@b\r'), 'bad-request'],
    ['LF in a path', withPath('a@b\nRCPT'), 'bad-request'],
    ['NUL in a path', withPath('a\0@b'), 'bad-request'],
    ['LF in the subject', { ...send, draft: { ...draft, subject: 'a\nBcc: x' } }, 'bad-request'],
    ['LF in the references', { ...send, draft: { ...draft, references: '<a>\n' } }, 'bad-request'],
    ['nobody', { ...send, draft: { ...draft, recipients: [] } }, 'bad-request'],
    [
      'too many',
      { ...send, draft: { ...draft, recipients: Array(101).fill(draft.recipients[0]) } },
      'bad-request',
    ],
    ['too much text', { ...send, draft: { ...draft, text: 'x'.repeat(limits.text + 1) } }, 'bad-request'],
    ['no id', { ...send, draft: { ...draft, id: 'x' } }, 'bad-request'],
  ])('refused: %s', (_, request, code) => {
    const checked = checkRequest(request);
    expect(!checked.ok && checked.error.code).toBe(code);
    // A refusal is itself a message that the page accepts, with a sentence for its code.
    if (!checked.ok) {
      expect(checkResponse(checked.error).ok).toBe(true);
      expect(bridgeWords[checked.error.code].ru).toBeTruthy();
    }
  });

  test('a refusal names its request where it can', () => {
    const checked = checkRequest({ ...send, version: 1 });
    expect(!checked.ok && checked.error.request).toBe(id);
  });
});
