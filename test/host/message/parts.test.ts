/** Text, HTML, images within it and files: what a reader of mail finds in the octets, by another library than the one that wrote them. */
import { createHash } from 'node:crypto';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { fileName, mediaType } from '../../../src/core/bridge/file.ts';
import type { Attachment, Draft } from '../../../src/core/bridge/protocol.ts';
import { composeMessage } from '../../../src/host/message/compose.ts';

const identity = { address: 'me@client.test', ehlo: 'client.test' };
const base: Draft = {
  id: '00000000-0000-4000-8000-000000000001',
  identity: 'me@client.test',
  recipients: [{ field: 'to', path: 'user@dest.test' }],
  subject: 'Parts',
  text: 'text\n',
  thisHosts: [],
};
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const image = `<img alt="a" src="data:image/png;base64,${pixel}">`;

function file(name: string, content: Buffer | string, type = 'application/pdf') {
  const octets = Buffer.from(content as string);
  const digest = createHash('sha256').update(octets).digest('hex');
  const attachment: Attachment = { name: fileName(name), type: mediaType(type), size: octets.length, digest };
  return { attachment, octets };
}

async function compose(change: Partial<Draft>, files: readonly ReturnType<typeof file>[] = []) {
  const draft = { ...base, ...change, attachments: files.map(({ attachment }) => attachment) };
  const whole = {
    draft,
    mailboxes: ['user@dest.test'],
    contents: files.map(({ octets }) => octets),
    identity,
  };
  const { octets } = await composeMessage(whole, { date: new Date(0), unique: 'u-1' });
  expect(octets.every((octet) => octet < 0x80)).toBe(true);
  const text = octets.toString('latin1');
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/);
  expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  const types = [...text.matchAll(/^content-type: *([^;\r]+)/gim)].map(([, type]) => type);
  return { text, types, read: await PostalMime.parse(octets) };
}

describe('the tree', () => {
  const pdf = file('a.pdf', '%PDF');
  test.each<[string, Partial<Draft>, readonly ReturnType<typeof file>[], readonly string[]]>([
    ['text', {}, [], ['text/plain']],
    ['text and HTML', { html: '<p>x</p>' }, [], ['multipart/alternative', 'text/plain', 'text/html']],
    [
      'HTML that has no words',
      { text: '', html: image },
      [],
      ['multipart/related', 'text/html', 'image/png'],
    ],
    [
      'HTML with an image, shown twice',
      { html: image + image },
      [],
      ['multipart/alternative', 'text/plain', 'multipart/related', 'text/html', 'image/png'],
    ],
    ['text and a file', {}, [pdf], ['multipart/mixed', 'text/plain', 'application/pdf']],
    ['a file alone', { text: '' }, [pdf], ['multipart/mixed', 'text/plain', 'application/pdf']],
    [
      'all',
      { html: image },
      [pdf, pdf],
      [
        'multipart/mixed',
        'multipart/alternative',
        'text/plain',
        'multipart/related',
        'text/html',
        'image/png',
        'application/pdf',
        'application/pdf',
      ],
    ],
  ])('%s', async (_, change, files, types) => {
    expect((await compose(change, files)).types).toEqual(types);
  });
});

test('a long line of HTML in any script, and a text in another, come back as they were', async () => {
  const html = `<p>${'Привет, <b>мир</b>. '.repeat(400)}</p>`;
  const { read } = await compose({ html, text: 'Grüße\n.\n' });
  // The reader gives the last line's end in its own way.
  expect(read.html?.trimEnd()).toBe(html);
  expect(read.text?.trimEnd()).toBe('Grüße\n.');
});

test('an image within the HTML is a part that the HTML names', async () => {
  const { read } = await compose({ html: `<p>src="data:image/png;base64,AAAA"</p>${image}` });
  const [part] = read.attachments;
  expect(part?.contentId).toBe('<image1.u-1@client.test>');
  expect(part?.disposition).toBe('inline');
  expect(Buffer.from(part?.content as ArrayBuffer).toString('base64')).toBe(pixel);
  expect(read.html).toContain('<img alt="a" src="cid:image1.u-1@client.test">');
  expect(read.html).toContain('src="data:image/png;base64,AAAA"</p>');
});

describe('files', () => {
  const octets = Buffer.from(Array.from({ length: 2000 }, (_, at) => (at * 7) % 256));
  test.each([
    ['ASCII', 'a.pdf', 'a.pdf'],
    ['spaces and quotes', 'my "best" file; v=1.pdf', 'my "best" file; v=1.pdf'],
    ['Cyrillic', 'Отчёт за ноябрь.pdf', 'Отчёт за ноябрь.pdf'],
    ['an emoji', '📎.pdf', '📎.pdf'],
    ['percent and apostrophe', "100%'20.pdf", "100%'20.pdf"],
    ['a long one', `${'ж'.repeat(300)}.pdf`, `${'ж'.repeat(116)}.pdf`],
    ['an extension turned around', 'invoice\u202efdp.exe', 'invoice_fdp.exe'],
    ['a folder', '../../etc/passwd', '.._.._etc_passwd'],
    ['a header of its own', 'a\r\nBcc: evil@x.test.pdf', 'a__Bcc: evil@x.test.pdf'],
    ['decomposed', 'e\u0301.pdf', 'é.pdf'],
    ['nothing', ' ', 'file'],
  ])('%s', async (_, name, expected) => {
    expect(fileName(expected)).toBe(expected);
    const { read, text } = await compose({}, [file(name, octets)]);
    expect(read.attachments.map(({ filename }) => filename)).toEqual([expected]);
    expect(Buffer.from(read.attachments[0]?.content as ArrayBuffer).equals(octets)).toBe(true);
    expect(text).not.toMatch(/^Bcc/im);
  });

  test.each([
    ['empty', ''],
    ['text with lone line ends and a NUL', 'a\nb\rc\r\n.\r\n\0'],
    ['not UTF-8', Buffer.from([0xff, 0xfe, 0, 0x80])],
  ])('octet for octet: %s', async (_, content) => {
    const { read } = await compose({}, [file('a.txt', content, 'text/plain')]);
    expect(read.attachments).toHaveLength(1);
    expect(
      Buffer.from(read.attachments[0]?.content as ArrayBuffer).equals(Buffer.from(content as string)),
    ).toBe(true);
  });

  test.each([
    ['application/PDF', 'application/pdf'],
    ['text/plain; charset=x', 'application/octet-stream'],
    ['', 'application/octet-stream'],
    ['a/b\r\nX: y', 'application/octet-stream'],
    ['message/rfc822', 'application/octet-stream'],
    ['multipart/mixed', 'application/octet-stream'],
    ['image/svg+xml', 'image/svg+xml'],
  ])('the type %j', (given, expected) => {
    expect(mediaType(given)).toBe(expected);
  });
});
