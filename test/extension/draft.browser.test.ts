/** From what a rich editor holds to what is sent, in a real browser's reading of HTML. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CleanHtml } from '../../src/extension/draft/clean-html.ts';
import { bundleEngine, EnginePage, launchPlainChromium } from './isolated-world.ts';

let browser: Browser;
let tab: EnginePage;
beforeAll(async () => {
  const [launched, engine] = await Promise.all([launchPlainChromium(), bundleEngine('draft-entry.ts')]);
  browser = launched;
  tab = await EnginePage.open(browser, engine);
  await tab.show('demo.html');
});
afterAll(() => browser?.close());

const origin = 'https://mail.client.test';
const clean = (html: string) =>
  tab.evaluate<CleanHtml>(`engine.cleanHtml(${JSON.stringify(html)}, ${JSON.stringify(origin)})`);
const plain = (html: string) => tab.evaluate<string>(`engine.plainText(${JSON.stringify(html)})`);
const pixel = 'data:image/png;base64,iVBORw0KGgo=';

describe('what is sent of it', () => {
  it.each<[string, string, string]>([
    ['words and looks', '<p>a <b>b</b> <i>c</i></p>', '<p>a <b>b</b> <i>c</i></p>'],
    ['scripts', '<p>a<script>x()</script></p><noscript>b</noscript>', '<p>a</p>'],
    ['event handlers', '<p onclick="x()" ONLOAD=x()>a</p>', '<p>a</p>'],
    ['script links', '<a href="javascript:x()">a</a><a href=" data:text/html,x">b</a>', '<a>a</a><a>b</a>'],
    ['a script link in disguise', '<a href="java&#10;script:x()">a</a>', '<a>a</a>'],
    ['links within the webmail', '<a href="/?_task=logout">a</a>', '<a>a</a>'],
    [
      'links',
      '<a href="https://dest.test/a?b=1&amp;c" target="_top">a</a>',
      '<a href="https://dest.test/a?b=1&amp;c">a</a>',
    ],
    ['forms', '<form action="https://evil.test"><input value="x"><button>b</button>kept</form>', 'kept'],
    [
      'frames and objects',
      '<iframe src="https://evil.test"></iframe><object data="x">a</object><embed src="x">',
      '',
    ],
    ['style sheets', '<style>p{background:url(//evil.test)}</style><link rel="stylesheet" href="x">a', 'a'],
    [
      'backgrounds',
      '<p style="color: red; background: url(https://evil.test/x)">a</p>',
      '<p style="color: red">a</p>',
    ],
    ['places', '<p style="position: fixed; top: 0; opacity: 0">a</p>', '<p>a</p>'],
    [
      'variables',
      '<p style="color: var(--x); width: calc(1px + 2px)">a</p>',
      '<p style="width: calc(3px)">a</p>',
    ],
    [
      'what was never shown',
      '<p hidden>a</p><p style="display:none">b</p><p style="visibility: hidden">c</p>d',
      'd',
    ],
    [
      'what the editor adds',
      '<p class="x" id="y" data-mce-style="z">a<br data-mce-bogus="1"></p>',
      '<p>a<br></p>',
    ],
    ["an editor's own helper", 'a<div data-mce-bogus="all">handles</div>', 'a'],
    [
      'pictures that are drawn',
      '<svg onload="x()"><a href="x"><text>t</text></a></svg><math><mtext>m</mtext></math>a',
      'a',
    ],
    ['what is no HTML', '<x-y>a</x-y><foo>b</foo><!-- c -->', 'ab'],
    [
      'a quote',
      '<blockquote type="cite" cite="mid:x">a</blockquote>',
      '<blockquote type="cite" cite="mid:x">a</blockquote>',
    ],
    [
      'a table',
      '<table border="1"><tbody><tr><td colspan="2" onclick="x()">a</td></tr></tbody></table>',
      '<table border="1"><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
    ],
    ['a NUL and its like', 'a\u0001b', 'ab'],
    ['words that look like markup', '&lt;script&gt;x()&lt;/script&gt;', '&lt;script&gt;x()&lt;/script&gt;'],
    ['a template', '<template><script>x()</script></template>a', 'a'],
    [
      'text that would be markup once read again',
      '<noscript><p title="</noscript><img src=x onerror=x()>"></noscript>',
      '<p title="&lt;/noscript&gt;&lt;img src=x onerror=x()&gt;"></p>',
    ],
    [
      'a list',
      '<ol start="3" type="a"><li value="4">a</li></ol>',
      '<ol start="3" type="a"><li value="4">a</li></ol>',
    ],
  ])('%s', async (_, source, expected) => {
    const { html } = await clean(source);
    expect(html).toBe(expected);
    // What was cleaned once stays as it is.
    expect((await clean(html)).html).toBe(html);
  });

  it.each<[string, string, Partial<CleanHtml>]>([
    [
      'carried within',
      `<img src="${pixel}" alt="a">`,
      { html: `<img alt="a" src="${pixel}">`, lostImages: [] },
    ],
    [
      'of the page alone',
      '<img src="blob:https://mail.client.test/1" alt="a">',
      { html: '', lostImages: ['a'] },
    ],
    ['of another part', '<img src="cid:1@x.test">', { html: '', lostImages: [''] }],
    ['within the webmail', '<img src="./?_part=2" alt="b">', { html: '', lostImages: ['b'] }],
    ['at the webmail', `<img src="${origin}/a.png" alt="c">`, { html: '', lostImages: ['c'] }],
    [
      'that could run',
      '<img src="data:image/svg+xml;base64,PHN2Zz4=" alt="d">',
      { html: '', lostImages: ['d'] },
    ],
    [
      'elsewhere',
      '<img src="https://dest.test/a.png" srcset="https://evil.test/b.png 2x">',
      { html: '<img src="https://dest.test/a.png">', remoteImages: 1, lostImages: [] },
    ],
  ])('an image %s', async (_, source, expected) => {
    expect(await clean(source)).toMatchObject(expected);
  });
});

describe('as text', () => {
  it.each<[string, string, string]>([
    ['paragraphs', '<p>a\n  b</p><p>c</p>', 'a b\n\nc\n'],
    ['lines', 'a<br>b<div>c</div><div><br></div><div>d</div>', 'a\nb\nc\n\nd\n'],
    [
      'a quote in a quote',
      'a<blockquote><p>b<br>c</p><blockquote>d</blockquote>e</blockquote>f',
      'a\n\n> b\n> c\n>\n> > d\n>\n> e\n\nf\n',
    ],
    [
      'a list',
      '<ul><li>a</li><li>b<ol start="3"><li>c</li><li>d</li></ol></li></ul>e',
      '- a\n- b\n  3. c\n  4. d\n\ne\n',
    ],
    [
      'links',
      '<a href="https://a.test/">here</a> <a href="https://b.test/">b.test</a> <a href="mailto:c@c.test">c@c.test</a>',
      'here <https://a.test/> b.test c@c.test\n',
    ],
    ['an image', '<img alt="chart"> <img src="x">a', 'chart a\n'],
    ['preformatted', '<pre>a\n  b</pre>c', 'a\n  b\n\nc\n'],
    ['spaces that hold', 'a&nbsp;&nbsp;b', 'a  b\n'],
    ['a table', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>', 'a\tb\nc\td\n'],
    ['a rule', 'a<hr>b', `a\n${'-'.repeat(20)}\nb\n`],
    ['a signature', 'a<div>-- <br>Ann</div>', 'a\n-- \nAnn\n'],
    ['nothing', '<p><br></p>', ''],
    ['words that look like markup', '&lt;b&gt;', '<b>\n'],
  ])('%s', async (_, html, expected) => {
    expect(await plain(html)).toBe(expected);
  });

  it('as deep as a browser nests, in time', async () => {
    const deep = `${'<blockquote>'.repeat(5000)}x`;
    const { html } = await clean(deep);
    expect((await plain(html)).trimEnd()).toMatch(/x$/);
  });
});
