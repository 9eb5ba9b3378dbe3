/**
 * What the first stage does while a page changes: nothing. Counted in the built script, in a world of its own beside the page: every
 * search, every element looked at, every timer. A way that looks again at what it has seen fails here, whatever the machine's speed.
 */
import { readFile } from 'node:fs/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extensionDist } from '../../src/demo/host-program.ts';
import { watchStyle } from '../../src/extension/composer/watch-style.ts';
import { sites } from '../../src/extension/sites/all.ts';
import { launchPlainChromium } from './isolated-world.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchPlainChromium();
});
afterAll(() => browser?.close());

interface Counts {
  readonly searches: number;
  /** Elements that a search, a walk or a record of changes gave, or that were compared with a selector. */
  readonly looked: number;
  readonly timers: number;
  readonly found: number;
}

/** Counts in the world in which it is evaluated, before the script under test. */
const counting = `globalThis.counts = { searches: 0, looked: 0, timers: 0, found: 0 };
const wrap = (owner, names, note) => {
  for (const name of names) {
    const original = owner[name];
    if (typeof original !== 'function') throw new Error('no ' + name);
    owner[name] = function (...given) {
      const result = original.apply(this, given);
      note(result, given);
      return result;
    };
  }
};
const search = (result) => { counts.searches++; counts.looked += result?.length ?? 1; };
for (const owner of [Document.prototype, Element.prototype, DocumentFragment.prototype]) {
  wrap(owner, ['querySelector', 'querySelectorAll'], search);
  for (const name of ['getElementsByTagName', 'getElementsByClassName']) if (name in owner) wrap(owner, [name], search);
}
wrap(Element.prototype, ['matches', 'closest', 'getBoundingClientRect', 'checkVisibility'], () => counts.looked++);
wrap(Document.prototype, ['createTreeWalker', 'createNodeIterator', 'evaluate'], () => counts.searches++);
wrap(TreeWalker.prototype, ['nextNode'], () => counts.looked++);
wrap(globalThis, ['getComputedStyle'], () => counts.looked++);
wrap(globalThis, ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback'], () => counts.timers++);
const Observer = MutationObserver;
globalThis.MutationObserver = class extends Observer {
  constructor(react) {
    super((records, observer) => {
      for (const { addedNodes } of records) counts.looked += 1 + addedNodes.length;
      react(records, observer);
    });
  }
};
// The first stage says so to the background, once in a page that had no composer before.
globalThis.chrome = { runtime: { id: 'x', onMessage: { addListener() {}, removeListener() {} },
  sendMessage: ({ type }) => { if (type === 'second-stage') counts.found++;
    return type === 'third-stage' ? Promise.resolve({ ok: true }) : new Promise(() => {}); } } };
`;

const rescan = `new MutationObserver(() => { for (const input of document.querySelectorAll('input')) input.matches('#to'); })
  .observe(document, { childList: true, subtree: true });`;
const addedNodes = `new MutationObserver((records) => { for (const { addedNodes } of records) for (const node of addedNodes) node.matches?.('#to'); })
  .observe(document, { childList: true, subtree: true });`;

async function beside<T>(
  script: string,
  use: (page: Page, inWorld: (expression: string) => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const page = await browser.newPage();
  try {
    const cdp = await page.context().newCDPSession(page);
    await page.setContent('<!doctype html><main></main><input id="other">');
    await page.addStyleTag({ content: watchStyle(sites) });
    const inWorld = await world(cdp);
    await inWorld(`${counting}${script}; 1`);
    return await use(page, inWorld);
  } finally {
    await page.close();
  }
}

async function world(cdp: CDPSession): Promise<(expression: string) => Promise<unknown>> {
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const { executionContextId: contextId } = await cdp.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'waypost',
  });
  return async (expression) => {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      contextId,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
}

/** Rows come, rows go, classes change; and nothing of it is a recipient field. */
const storm = (changes: number) => `new Promise((done) => {
  const main = document.querySelector('main');
  let left = ${changes};
  const step = () => {
    const row = document.createElement('p');
    row.append(document.createElement('input'), document.createElement('span'));
    main.append(row);
    if (main.childElementCount > 50) main.firstChild.remove();
    main.firstChild.classList.toggle('hot');
    if (--left > 0) setTimeout(step); else requestAnimationFrame(() => setTimeout(done, 50));
  };
  step();
})`;

const composer = `(() => {
  const form = document.createElement('form');
  form.id = 'compose';
  form.dataset.waypostDemo = '';
  for (const id of ['to', 'cc', 'bcc']) form.append(Object.assign(document.createElement('input'), { id }));
  return form;
})()`;

async function countsOf(inWorld: (expression: string) => Promise<unknown>): Promise<Counts> {
  return (await inWorld('({ ...counts })')) as Counts;
}

/** The turn in which an animation begins is the next frame's. */
const frames =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))';

describe('while a page without a composer changes', () => {
  const changes = 300;
  async function during(script: string): Promise<Counts> {
    return beside(script, async (page, inWorld) => {
      const before = await countsOf(inWorld);
      await page.evaluate(storm(changes));
      const after = await countsOf(inWorld);
      return Object.fromEntries(
        Object.entries(after).map(([name, count]) => [name, count - before[name as keyof Counts]]),
      ) as unknown as Counts;
    });
  }

  it('the first stage searches nothing, looks at nothing and starts no timer', async () => {
    const script = await readFile(`${extensionDist}/bootstrap.js`, 'utf8');
    expect(await during(script)).toEqual({ searches: 0, looked: 0, timers: 0, found: 0 });
  });

  it('the count tells a rescan, and a look at each added node', async () => {
    const again = await during(rescan);
    expect(again.searches).toBeGreaterThanOrEqual(changes);
    expect(again.looked).toBeGreaterThan(changes * 10);
    expect((await during(addedNodes)).looked).toBeGreaterThanOrEqual(changes);
  });
});

describe('a composer that comes into it', () => {
  it.each([
    ['the page', `document.body.append(${composer})`],
    ['a page that goes on changing', `${storm(1e9)}, document.body.append(${composer})`],
  ])('is noticed in %s, at the cost of its own fields', async (_where, act) => {
    const script = await readFile(`${extensionDist}/bootstrap.js`, 'utf8');
    await beside(script, async (page, inWorld) => {
      const before = await countsOf(inWorld);
      await page.evaluate(`${act}; 1`);
      await page.evaluate(frames);
      const { found, searches, looked, timers } = await countsOf(inWorld);
      expect(found).toBe(1);
      expect(searches - before.searches).toBe(0);
      // Each of the three is compared with the fields of the sites, once.
      expect(looked - before.looked).toBeLessThan(3 * sites.length * 4);
      expect(timers - before.timers).toBe(0);
    });
  });

  it('with Cc and Bcc that are shown only later, and a second composer', async () => {
    const script = await readFile(`${extensionDist}/bootstrap.js`, 'utf8');
    const engine = `globalThis.added = []; globalThis[Symbol.for('waypost.first-stage')].enter({ open: ({ root }) => ({
      add: ({ name }) => added.push([...document.forms].indexOf(root) + name) }) })`;
    await beside(script, async (page, inWorld) => {
      await inWorld(`${engine}; 1`);
      await page.evaluate(
        `{ const form = ${composer}; form.querySelector('#cc').hidden = true; document.body.append(form) }`,
      );
      await page.evaluate(frames);
      expect(await inWorld('added.sort()')).toEqual(['0bcc', '0to']);
      await page.evaluate(`document.querySelector('#cc').hidden = false`);
      await page.evaluate(`document.body.append(${composer})`);
      await page.evaluate(frames);
      expect(await inWorld('added.sort()')).toEqual(['0bcc', '0cc', '0to', '1bcc', '1cc', '1to']);
    });
  });

  it('in an open shadow root, when something there takes the focus; the others of that root then by themselves', async () => {
    const script = await readFile(`${extensionDist}/bootstrap.js`, 'utf8');
    await beside(script, async (page, inWorld) => {
      await page.evaluate(
        `globalThis.host = document.body.appendChild(document.createElement('div')); host.attachShadow({ mode: 'open' }).append(${composer})`,
      );
      await page.evaluate(`host.shadowRoot.querySelector('#to').focus()`);
      expect((await countsOf(inWorld)).found).toBe(1);
      const engine = `globalThis.added = []; globalThis[Symbol.for('waypost.first-stage')].enter({ open: () => ({ add: ({ name }) => added.push(name) }) })`;
      await inWorld(`${engine}; 1`);
      await page.evaluate(`host.shadowRoot.append(${composer})`);
      await page.evaluate(frames);
      expect(await inWorld('added')).toHaveLength(6);
    });
  });

  it('and after the script was ended, nothing is noticed, and nothing of it stays', async () => {
    const script = await readFile(`${extensionDist}/bootstrap.js`, 'utf8');
    await beside(script, async (page, inWorld) => {
      await inWorld(`globalThis[Symbol.for('waypost.first-stage')].life.abort(); 1`);
      await page.evaluate(`document.body.append(${composer}); document.querySelector('#to').focus()`);
      await page.evaluate(frames);
      expect((await countsOf(inWorld)).found).toBe(0);
      expect(await page.evaluate(`document.querySelectorAll('[data-waypost-mark]').length`)).toBe(0);
    });
  });
});

describe('where no site file knows a field', () => {
  const scripts = async (): Promise<string> =>
    (
      await Promise.all(
        ['bootstrap.js', 'elsewhere.js'].map((file) => readFile(`${extensionDist}/${file}`, 'utf8')),
      )
    ).join(';');
  const message = `(() => {
    const form = document.createElement('form');
    for (const label of ['To', 'Cc', 'Subject']) {
      const input = document.createElement('input');
      input.ariaLabel = label;
      form.append(input);
    }
    form.append(document.createElement('textarea'), Object.assign(document.createElement('button'), { textContent: 'Send', type: 'button' }));
    return form;
  })()`;
  const since = (before: Counts, after: Counts): Counts => ({
    searches: after.searches - before.searches,
    looked: after.looked - before.looked,
    timers: after.timers - before.timers,
    found: after.found - before.found,
  });
  const none = { searches: 0, looked: 0, timers: 0, found: 0 };

  it('a person who comes to a field costs one look around, and a page that changes none', async () => {
    await beside(await scripts(), async (page, inWorld) => {
      await page.evaluate(storm(60));
      const before = await countsOf(inWorld);
      await page.focus('#other');
      await page.evaluate(frames);
      const after = await countsOf(inWorld);
      expect(after.searches).toBeGreaterThan(before.searches);
      // 51 inputs stand there, and what stands before each.
      expect(since(before, after).looked).toBeLessThan(3000);
      expect(after.found).toBe(0);
      await page.evaluate(storm(200));
      await page.evaluate(
        `document.querySelector('#other').blur(); document.querySelector('#other').focus()`,
      );
      // Whether the field is one that somebody writes in, twice.
      expect(since(after, await countsOf(inWorld)).looked).toBeLessThan(10);
    });
  });

  it('nor does a page that changes around a composer that was found there', async () => {
    await beside(await scripts(), async (page, inWorld) => {
      await page.evaluate(`document.body.append(${message})`);
      await page.evaluate(frames);
      expect((await countsOf(inWorld)).found).toBe(0);
      await page.focus('[aria-label="To"]');
      await page.evaluate(frames);
      const before = await countsOf(inWorld);
      expect(before.found).toBe(1);
      await page.evaluate(storm(200));
      expect(since(before, await countsOf(inWorld))).toEqual(none);
    });
  });
});
