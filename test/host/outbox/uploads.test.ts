/** Files on their way to the outbox: pieces in order, whole, and no more than allowed. */
import { createHash } from 'node:crypto';
import PostalMime from 'postal-mime';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkRequest } from '../../../src/core/bridge/check.ts';
import { limits } from '../../../src/core/bridge/limits.ts';
import { type Draft, protocolVersion, type Response } from '../../../src/core/bridge/protocol.ts';
import { Uploads } from '../../../src/host/outbox/uploads.ts';
import { fakeServer } from '../fake-server.ts';
import { draft, temporaryHome } from '../home.ts';
import { NativeClient } from '../native-client.ts';

const one = '00000000-0000-4000-8000-000000000001';
const other = '00000000-0000-4000-8000-000000000002';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const named = (...texts: string[]): Draft => ({
  ...(draft() as unknown as Draft),
  id: one,
  attachments: texts.map((text, at) => ({
    name: `${at}.txt`,
    type: 'text/plain',
    size: Buffer.byteLength(text),
    digest: createHash('sha256').update(text).digest('hex'),
  })),
});

describe('pieces', () => {
  type Piece = readonly [message: string, file: number, offset: number, text: string];
  const whole: Piece = [one, 0, 0, 'abcdef'];
  test.each<[string, readonly Piece[], readonly string[], 'ok' | string]>([
    ['none for none', [], [], 'ok'],
    ['one file in one piece', [whole], ['abcdef'], 'ok'],
    [
      'in several',
      [
        [one, 0, 0, 'abc'],
        [one, 0, 3, 'def'],
      ],
      ['abcdef'],
      'ok',
    ],
    ['two files', [whole, [one, 1, 0, 'x']], ['abcdef', 'x'], 'ok'],
    ['an empty file', [[one, 0, 0, '']], [''], 'ok'],
    ['begun anew', [[one, 0, 0, 'ab'], whole], ['abcdef'], 'ok'],
    ['another draft before', [[other, 0, 0, 'x'], whole], ['abcdef'], 'ok'],
    ['another draft after', [whole, [other, 0, 0, 'x']], ['abcdef'], '0 != 1 files'],
    ['a file too many', [whole, [one, 1, 0, 'x']], ['abcdef'], '2 != 1 files'],
    ['a file too few', [whole], ['abcdef', 'x'], '1 != 2 files'],
    ['too short', [[one, 0, 0, 'abc']], ['abcdef'], '0.txt, 3 != 6'],
    ['another content', [[one, 0, 0, 'abcdeX']], ['abcdef'], '0.txt, SHA-256'],
    [
      'the other way round',
      [
        [one, 0, 0, 'x'],
        [one, 1, 0, 'y'],
      ],
      ['y', 'x'],
      '0.txt, SHA-256',
    ],
  ])('%s', (_, pieces, texts, expected) => {
    const uploads = new Uploads();
    for (const [message, file, offset, text] of pieces)
      expect(uploads.add({ message, file, offset, data: base64(text) })).toEqual({
        ok: true,
        received: offset + text.length,
      });
    const taken = uploads.take(named(...texts));
    if (expected === 'ok') expect(taken.ok && taken.contents.map(String)).toEqual(texts);
    else expect(taken).toEqual({ ok: false, refusal: { code: 'bad-upload', detail: expected } });
    // Taken once, or refused once: they are gone.
    if (texts.length > 0) expect(uploads.take(named(...texts)).ok).toBe(false);
  });

  test.each<[string, Piece]>([
    ['a gap between files', [one, 2, 0, 'x']],
    ['a gap within a file', [one, 0, 7, 'x']],
    ['a piece twice', [one, 0, 3, 'x']],
    ['a file that begins in its middle', [one, 1, 1, 'x']],
  ])('refused: %s', (_, [message, file, offset, text]) => {
    const uploads = new Uploads();
    uploads.add({ message: one, file: 0, offset: 0, data: base64('abcdef') });
    expect(uploads.add({ message, file, offset, data: base64(text) })).toMatchObject({
      ok: false,
      refusal: { code: 'bad-upload' },
    });
  });

  test('more than allowed, whatever each file says', () => {
    const uploads = new Uploads();
    const data = Buffer.alloc(limits.chunk).toString('base64');
    let offset = 0;
    for (; offset + limits.chunk <= limits.fileOctets; offset += limits.chunk)
      expect(uploads.add({ message: one, file: 0, offset, data }).ok).toBe(true);
    expect(uploads.add({ message: one, file: 1, offset: 0, data })).toMatchObject({
      refusal: { code: 'too-large' },
    });
  });

  const upload = { type: 'upload', request: one, version: protocolVersion, message: one, file: 0, offset: 0 };
  test.each<[string, object, boolean]>([
    ['as large as may be', { data: Buffer.alloc(limits.chunk).toString('base64') }, true],
    ['larger', { data: Buffer.alloc(limits.chunk + 3).toString('base64') }, false],
    ['no base64', { data: 'a b' }, false],
    ['an offset that is none', { data: '', offset: -1 }, false],
    ['a file too many', { data: '', file: limits.files }, false],
  ])('the schema: %s', (_, more, ok) => {
    expect(checkRequest({ ...upload, ...more }).ok).toBe(ok);
  });
});

describe('through the native host', () => {
  const answering = (request: string) => (response: Response) =>
    response.request === request && response.type !== 'status' && response.type !== 'transcript';
  function client(home: string): NativeClient {
    const native = new NativeClient(home);
    onTestFinished(() => native.kill());
    return native;
  }
  async function give(native: NativeClient, message: string, file: number, octets: Buffer) {
    for (let offset = 0; offset === 0 || offset < octets.length; offset += limits.chunk) {
      const request = crypto.randomUUID();
      const data = octets.subarray(offset, offset + limits.chunk).toString('base64');
      native.post({ type: 'upload', request, version: protocolVersion, message, file, offset, data });
      expect(await native.until(answering(request))).toMatchObject({
        type: 'uploaded',
        received: Math.min(offset + limits.chunk, octets.length),
      });
    }
  }
  const attachment = (name: string, type: string, octets: Buffer) => ({
    name,
    type,
    size: octets.length,
    digest: createHash('sha256').update(octets).digest('hex'),
  });

  test('HTML and two files reach the server octet for octet', async () => {
    await using server = await fakeServer({});
    using home = temporaryHome(server.port);
    const native = client(home.path);
    const large = Buffer.from(
      Array.from({ length: 2 * limits.chunk + 5 }, (_, at) => (at * 31 + (at >> 8)) % 256),
    );
    const small = Buffer.from('содержимое');
    const whole = draft({
      html: '<p>Привет</p>',
      attachments: [
        attachment('Отчёт.pdf', 'application/pdf', large),
        attachment('b.txt', 'text/plain', small),
      ],
    });
    await give(native, whole.id, 0, large);
    await give(native, whole.id, 1, small);
    expect(await native.until(answering(native.send(whole)), 30_000)).toMatchObject({ type: 'done' });
    const read = await PostalMime.parse(Buffer.from(server.messages[0] ?? '', 'latin1'));
    expect(read.html?.trim()).toBe('<p>Привет</p>');
    expect(read.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      ['Отчёт.pdf', 'application/pdf'],
      ['b.txt', 'text/plain'],
    ]);
    const contents = read.attachments.map(({ content }) => Buffer.from(content as ArrayBuffer));
    expect(contents[0]?.equals(large)).toBe(true);
    expect(contents[1]?.equals(small)).toBe(true);
    // The same draft once more is the same message: no file is asked for again.
    expect(await native.until(answering(native.send(whole)))).toMatchObject({ type: 'done' });
    expect(server.messages).toHaveLength(1);
  });

  test.each([
    ['that never came', 0],
    ['that came in part', 3],
  ])('a file %s: refused, and nothing is stored', async (_, sent) => {
    using home = temporaryHome();
    const native = client(home.path);
    const octets = Buffer.from('abcdef');
    const whole = draft({ attachments: [attachment('a.txt', 'text/plain', octets)] });
    if (sent > 0) await give(native, whole.id, 0, octets.subarray(0, sent));
    expect(await native.until(answering(native.send(whole)))).toMatchObject({
      type: 'error',
      code: 'bad-upload',
    });
    const request = crypto.randomUUID();
    native.post({ type: 'list', request, version: protocolVersion });
    expect(await native.until(answering(request))).toMatchObject({ type: 'list', messages: [] });
  });

  test('what one connection handed over is not there for another', async () => {
    using home = temporaryHome();
    const octets = Buffer.from('abcdef');
    const whole = draft({ attachments: [attachment('a.txt', 'text/plain', octets)] });
    const first = client(home.path);
    await give(first, whole.id, 0, octets);
    const second = client(home.path);
    expect(await second.until(answering(second.send(whole)))).toMatchObject({ code: 'bad-upload' });
  });
});
