/** The built extension in a real Chromium, on fixture pages served from loopback. Needs `npm run build`. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, extensionPage, inWorker, launchBrowser } from '../../src/demo/browser.ts';
import { CdpPage, targets, until } from '../../src/demo/cdp.ts';
import { evaluateIn } from '../../src/demo/cdp-session.ts';

const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));
const dist = fileURLToPath(new URL('../../dist/chrome', import.meta.url));
/** Held by the extension. */
const allowed = '127.0.0.1';
/** The same server under a name that nobody allowed. */
const foreign = 'localhost';

let server: Server;
let profile: string;
let browser: Browser;

beforeAll(async () => {
  server = createServer((request, response) => {
    const name = /^\/([\w-]+\.(html|js))$/.exec(request.url ?? '');
    if (!name?.[1]) return response.writeHead(404).end();
    return readFile(fixtures + name[1]).then(
      (content) =>
        response
          .writeHead(200, { 'content-type': name[2] === 'js' ? 'text/javascript' : 'text/html' })
          .end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  profile = await mkdtemp(join(tmpdir(), 'waypost-content-'));
  browser = await launchBrowser({
    profile,
    dist,
    origins: [`http://${allowed}/*`],
    nativeMessaging: true,
    headless: true,
  });
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  if (profile) await rm(profile, { recursive: true, force: true, maxRetries: 3 });
});

/** A fixture in a tab, seen by Playwright for its page and by raw DevTools for what the page can't see. */
async function opened<T>(
  host: string,
  file: string,
  use: (page: Page, raw: CdpPage) => Promise<T>,
): Promise<T> {
  const page = await browser.context.newPage();
  const url = `http://${host}:${(server.address() as AddressInfo).port}/${file}`;
  await page.goto(url);
  const target = (await targets(browser.port)).find((candidate) => candidate.url === url);
  if (target === undefined) throw new Error(`no target shows ${url}`);
  const raw = await CdpPage.attach(target);
  try {
    return await use(page, raw);
  } finally {
    await raw.session.close();
    await page.close();
  }
}

/** Calls the background as one of our own pages does. */
async function asPage<T>(
  use: (call: (name: string, ...parameters: unknown[]) => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const page = await browser.context.newPage();
  try {
    await page.goto(`chrome-extension://${browser.extensionId}/popup.html?tab=0`);
    return await use((call, ...parameters) =>
      page.evaluate((message) => chrome.runtime.sendMessage(message), {
        to: 'background',
        call,
        with: parameters,
      }),
    );
  } finally {
    await page.close();
  }
}
declare const chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } };

async function tabOf(file: string): Promise<number> {
  return inWorker<number>(
    browser,
    `chrome.tabs.query({ url: 'http://${allowed}/${file}' }).then(([tab]) => tab.id)`,
  );
}

/** All that the page and the marks say, as assistive software gets it: closed trees included. */
async function spoken(raw: CdpPage): Promise<string> {
  const { nodes } = (await raw.session.send('Accessibility.getFullAXTree')) as {
    nodes: readonly { name?: { value: string } }[];
  };
  return nodes.map(({ name }) => name?.value ?? '').join('\n');
}

/** Evaluates in the world of our content script, as a script that got hold of it would. */
async function inContentWorld<T>(raw: CdpPage, expression: string): Promise<T> {
  const worlds: { id: number; origin: string }[] = [];
  const off = raw.session.onEvent((method, params) => {
    if (method === 'Runtime.executionContextCreated')
      worlds.push(params['context'] as { id: number; origin: string });
  });
  await raw.session.send('Runtime.disable');
  await raw.session.send('Runtime.enable');
  const world = await until(
    async () => worlds.find(({ origin }) => origin === `chrome-extension://${browser.extensionId}`),
    20_000,
    'no content script in this page',
  );
  off();
  return evaluateIn<T>(raw.session, expression, world.id);
}

describe('where nobody allowed it', () => {
  it('nothing is injected: no script, no style, no element', () =>
    opened(foreign, 'demo.html', async (page, raw) => {
      await page.locator('#to').fill('@s1.test:user@dest.test');
      await page.waitForTimeout(500);
      expect(await page.evaluate(() => document.querySelector('#to')?.getAnimations().length)).toBe(0);
      expect(await page.evaluate(() => document.documentElement.childElementCount)).toBe(2);
      await expect(inContentWorld(raw, '1')).rejects.toThrow('no content script');
    }));
});

describe('marks', () => {
  it.each([
    ['user@dest.test', 'valid: 1'],
    ['user@dest.test, @s1.test,@s2.test:user@dest.test', 'valid: 1, with a route: 1'],
    ['user%dest.test@s1.test', 'with a route: 1'],
    ['user@dest.test, @s1.test,@s2.test:user@dest..test', 'valid: 1, wrong: 1'],
  ])('%s: %s', (text, summary) =>
    opened(allowed, 'demo.html', async (page, raw) => {
      await raw.find('button', 'Waypost: build a route for To');
      await page.locator('#to').fill(text);
      await page.locator('#subject').focus();
      await raw.find('toolbar', `Waypost, To: ${summary}`);
      // The page's own layout holds: the mark is out of its flow, and its tree is closed to the page.
      expect(
        await page.evaluate(() => [...document.documentElement.children].map((child) => child.shadowRoot)),
      ).toEqual(Array(5).fill(null));
    }),
  );

  it('say the station line, and the sentence of a fault, to a screen reader too', () =>
    opened(allowed, 'demo.html', async (page, raw) => {
      await page.locator('#to').fill('@s1.test,@s2.test:user@dest.test');
      await page.locator('#cc').fill('user@');
      await page.locator('#subject').focus();
      const status = async (pattern: RegExp) =>
        until(
          async () => pattern.exec(await spoken(raw)),
          5_000,
          () => `no ${pattern}`,
        );
      await status(/sender -> s1\.test -> s2\.test -> dest\.test/);
      await status(/Cc\. user@: \S+/);
    }));

  it('of chips: follow the widget', () =>
    opened(allowed, 'roundcube-elastic.html', async (page, raw) => {
      const input = page.locator('#compose_to li.input input');
      await input.fill('a@dest.test, user%dest.test@s1.test,');
      await input.press('Enter');
      await raw.find('toolbar', 'Waypost, To: valid: 1, with a route: 1');
      await page.locator('#compose_to li.recipient .remove').first().click();
      await raw.find('toolbar', 'Waypost, To: with a route: 1');
    }));

  it('come to a composer in a frame that has no address of its own', () =>
    opened(allowed, 'demo.html', async (page) => {
      await page.evaluate(() => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        const { body } = frame.contentDocument ?? {};
        if (body) body.innerHTML = document.querySelector('form')?.outerHTML ?? '';
      });
      await until(
        () =>
          page.evaluate(
            () =>
              (document.querySelector('iframe')?.contentDocument?.querySelectorAll('[data-waypost-mark]')
                .length ?? 0) > 0,
          ),
        20_000,
        'no marks in the frame',
      );
    }));

  it('go with the composer, and come back with it', () =>
    opened(allowed, 'demo.html', async (page, raw) => {
      await raw.find('button', 'Waypost: build a route for To');
      await page.evaluate(() => {
        const form = document.querySelector('form');
        form?.remove();
        setTimeout(() => form && document.body.append(form.cloneNode(true)), 1_000);
      });
      await until(
        async () => (await raw.all('button', /Waypost/)).length === 0 || undefined,
        900,
        'marks stay',
      );
      await raw.find('button', 'Waypost: build a route for To');
    }));

  it('the mark opens the builder, and only for a person', () =>
    opened(allowed, 'demo.html', async (_page, raw) => {
      const before = await targets(browser.port);
      await raw.click('button', 'Waypost: build a route for Cc');
      const popup = await extensionPage(browser, 'popup.html', before);
      const field = 'document.querySelector(".joined select")?.value';
      await until(async () => (await popup.evaluate(field)) === 'cc', 20_000, 'not for Cc');
      // Told once: the toolbar's button starts from no field.
      const tab = await tabOf('demo.html');
      expect(await asPage((call) => call('siteState', tab))).not.toHaveProperty('startedFrom');
      await popup.session.send('Page.close').catch(() => {});
    }));
});

describe('the background', () => {
  it('knows where a tab stands, reads, inserts and says', () =>
    opened(allowed, 'demo.html', async (page, raw) => {
      await raw.find('button', 'Waypost: build a route for To');
      await page.locator('#to').fill('user@dest.test');
      await page.locator('#subject').fill('Hello');
      const tab = await tabOf('demo.html');
      await asPage(async (call) => {
        const { port } = server.address() as AddressInfo;
        expect(await call('siteState', tab)).toEqual({
          origin: `http://${allowed}:${port}`,
          pattern: `http://${allowed}/*`,
          enabled: true,
          hasComposer: true,
          site: 'demo',
          webmail: 'demo',
          late: false,
          settings: { guard: true, pointed: {} },
        });
        expect(await call('readComposer', tab)).toMatchObject({
          ok: true,
          composer: { subject: 'Hello', from: 'me@client.test' },
        });
        const route = '@s1.test,@s2.test:user@dest.test';
        const builder = `builder:${tab}`;
        await inWorker(
          browser,
          `chrome.storage.session.set({ '${builder}': { recipient: 'user@dest.test', chosen: { field: 'to', text: 'user@dest.test' } } })`,
        );
        expect(await call('insert', tab, 'to', route, 'user@dest.test')).toEqual({ ok: true, stands: route });
        // Also for a popup that closed meanwhile.
        expect(await inWorker(browser, `chrome.storage.session.get('${builder}')`)).toEqual({
          [builder]: { recipient: 'user@dest.test', field: 'to', chosen: { field: 'to', text: route } },
        });
        expect(await page.locator('#to').inputValue()).toBe(route);
        expect(await call('sentDirectly', tab)).toEqual({ ok: true });
        expect(await page.locator('#to').inputValue()).toBe(route);
      });
      await until(
        async () => /Sent directly by Waypost\. Do not press Send here/.exec(await spoken(raw)),
        20_000,
        'no note',
      );
    }));

  it('freezes a draft under its id, opens one window for it, and forgets it with the window', async () => {
    const id = '3d6f0f64-7b62-4d3c-9f3a-0a4b6f1f0001';
    const frozen = (subject: string) => ({
      draft: {
        id,
        identity: 'me@client.test',
        recipients: [{ field: 'to', path: 'user@dest.test' }],
        subject,
        text: 'x',
        thisHosts: [],
      },
      stations: { 'user@dest.test': ['dest.test'] },
      files: [],
      leftOut: ['Bob <bob@dest.test>'],
    });
    await asPage(async (call) => {
      const before = await targets(browser.port);
      expect(await call('openConfirm', frozen('first'))).toEqual({ ok: true, id });
      const window = await extensionPage(browser, `confirm.html?draft=${id}`, before);
      expect(await call('openConfirm', frozen('second'))).toEqual({ ok: true, id });
      expect(await call('frozenDraft', id)).toEqual(frozen('first'));
      expect(await call('openConfirm', { ...frozen('x'), more: 1 })).toEqual({
        ok: false,
        reason: 'bad-draft',
      });
      const confirmations = (await targets(browser.port)).filter(({ url }) => url.includes('confirm.html'));
      expect(confirmations).toHaveLength(1);
      await window.session.send('Page.close').catch(() => {});
      await until(
        async () => (await call('frozenDraft', id)) == null || undefined,
        20_000,
        'the draft stays',
      );
    });
  });

  it('asks about one composer once: a newer question takes the place of the one that nobody answered', async () => {
    const frozen = (id: string) => ({
      draft: {
        id,
        identity: 'me@client.test',
        recipients: [{ field: 'to', path: 'user@dest.test' }],
        subject: 'S',
        text: 'x',
        thisHosts: [],
      },
      stations: { 'user@dest.test': ['dest.test'] },
      files: [],
      tabId: 123456,
    });
    const [first, second] = [
      '3d6f0f64-7b62-4d3c-9f3a-0a4b6f1f0005',
      '3d6f0f64-7b62-4d3c-9f3a-0a4b6f1f0006',
    ] as const;
    const windows = async () =>
      (await targets(browser.port))
        .map(({ url }) => /confirm\.html\?draft=(.*)/.exec(url)?.[1])
        .filter((id) => id !== undefined);
    await asPage(async (call) => {
      await call('openConfirm', frozen(first));
      await until(async () => (await windows()).length === 1, 20_000, 'no window');
      await call('openConfirm', frozen(second));
      await until(async () => (await windows()).join() === second, 20_000, 'the first window stays');
      expect(await call('frozenDraft', first)).toBeFalsy();
      expect(await call('frozenDraft', second)).toEqual(frozen(second));
    });
    const left = (await targets(browser.port)).find(({ url }) => url.includes('confirm.html'));
    if (left) await (await CdpPage.attach(left)).close();
  });

  it('gives a content script nothing: no call, no host port, no storage', () =>
    opened(allowed, 'demo.html', async (_page, raw) => {
      await raw.find('button', 'Waypost: build a route for To');
      const tab = await tabOf('demo.html');
      const said = (message: unknown) =>
        inContentWorld(
          raw,
          `chrome.runtime.sendMessage(${JSON.stringify(message)}).then((answer) => answer ?? null, () => 'refused')`,
        );
      expect(await said({ to: 'background', call: 'siteState', with: [tab] })).toBeNull();
      expect(
        await said({ type: 'hello', request: '3d6f0f64-7b62-4d3c-9f3a-0a4b6f1f0002', version: 3 }),
      ).toBeNull();
      // Nobody was asked to point, so nobody pointed.
      expect(await said({ type: 'pointed', field: 'to', css: '#x' })).toEqual({ ok: false });
      const port = `new Promise((done) => {
        const said = [];
        const port = chrome.runtime.connect({ name: 'host' });
        port.onMessage.addListener((message) => said.push(message));
        port.onDisconnect.addListener(() => done({ closed: true, said }));
        try { port.postMessage({ type: 'hello', request: '3d6f0f64-7b62-4d3c-9f3a-0a4b6f1f0003', version: 3 }); } catch {}
        setTimeout(() => done({ closed: false, said }), 2000);
      })`;
      expect(await inContentWorld(raw, port)).toEqual({ closed: true, said: [] });
      for (const area of ['local', 'session', 'sync']) {
        expect(
          await inContentWorld(raw, `chrome.storage.${area}.get(null).then(() => 'open', () => 'closed')`),
        ).toBe('closed');
      }
    }));

  it('says what is missing when no host program is registered', async () => {
    const page = await browser.context.newPage();
    await page.goto(`chrome-extension://${browser.extensionId}/verify.html`);
    const answer = await page.evaluate(
      () =>
        new Promise((done) => {
          const port = (
            chrome as unknown as {
              runtime: {
                connect(o: object): {
                  onMessage: { addListener(f: (m: unknown) => void): void };
                  postMessage(m: unknown): void;
                };
              };
            }
          ).runtime.connect({ name: 'host' });
          port.onMessage.addListener(done);
          port.postMessage({ type: 'hello', request: '3d6f0f64-7b62-4d3c-9f3a-0a4b6f1f0004', version: 3 });
        }),
    );
    expect(answer).toEqual({
      type: 'trouble',
      trouble: 'no-host',
      detail: 'Specified native messaging host not found.',
    });
    await page.close();
  });

  it('started in a page that was there first, it says what that means, and stands there once', () =>
    opened(allowed, 'demo.html', async (page, raw) => {
      await raw.find('button', 'Waypost: build a route for To');
      expect(await spoken(raw)).not.toContain('after it was loaded');
      const { port } = server.address() as AddressInfo;
      expect(await asPage((call) => call('enableSite', `http://${allowed}:${port}`))).toEqual({ ok: true });
      await until(
        async () => (await spoken(raw)).includes('after it was loaded') || undefined,
        20_000,
        'no note',
      );
      await raw.find('button', 'Waypost: build a route for To');
      expect(await raw.all('button', 'Waypost: build a route for To')).toHaveLength(1);
      await page.reload();
      await raw.find('button', 'Waypost: build a route for To');
      expect(await spoken(raw)).not.toContain('after it was loaded');
    }));

  it('takes everything back with the permission', () =>
    opened(allowed, 'demo.html', async (page, raw) => {
      await raw.find('button', 'Waypost: build a route for To');
      const { port } = server.address() as AddressInfo;
      expect(await asPage((call) => call('disableSite', `http://${allowed}:${port}`))).toEqual({ ok: true });
      await until(
        async () =>
          (await inWorker<unknown[]>(browser, 'chrome.scripting.getRegisteredContentScripts()')).length ===
            0 || undefined,
        20_000,
        'still registered',
      );
      // In the open page at once, and after a reload.
      await until(
        async () => (await raw.all('button', /Waypost/)).length === 0 || undefined,
        20_000,
        'the marks stay',
      );
      await page.reload();
      await page.waitForTimeout(500);
      expect(await raw.all('button', /Waypost/)).toEqual([]);
    }));
});

/** A browser of its own, for what would be in the way of the others. */
async function alone(use: (own: Browser) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-alone-'));
  const own = await launchBrowser({
    profile: folder,
    dist,
    origins: [`http://${allowed}/*`],
    nativeMessaging: true,
    headless: true,
  });
  try {
    await use(own);
  } finally {
    await own.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function demoIn(own: Browser): Promise<{ readonly page: Page; readonly raw: CdpPage }> {
  const page = await own.context.newPage();
  const url = `http://${allowed}:${(server.address() as AddressInfo).port}/demo.html`;
  await page.goto(url);
  const target = await until(
    async () => (await targets(own.port)).find((candidate) => candidate.url === url),
    20_000,
    'no page',
  );
  return { page, raw: await CdpPage.attach(target) };
}

it('a page that was there before the browser knew the script gets it as soon as it does', () =>
  alone(async (own) => {
    // As an update of Waypost leaves it; a page that was reached before this start would get the script by itself.
    await (await demoIn(own)).raw.find('button', 'Waypost: build a route for To');
    await inWorker(own, 'chrome.scripting.unregisterContentScripts()');
    const { raw } = await demoIn(own);
    expect(await raw.all('button', /^Waypost/)).toEqual([]);
    // Whatever makes the worker look: here a permission that is taken back.
    await inWorker(own, "chrome.permissions.remove({ permissions: ['nativeMessaging'] })");
    await raw.find('button', 'Waypost: build a route for To');
    await raw.session.close();
  }));

it('a frame ends with the permission for its own address, whatever stands around it', () =>
  alone(async (own) => {
    const { port } = server.address() as AddressInfo;
    const page = await own.context.newPage();
    await page.goto(`http://${foreign}:${port}/demo.html`);
    await page.setContent(
      `<iframe src="http://${allowed}:${port}/demo.html" width="900" height="500"></iframe>`,
    );
    const marks = page.frameLocator('iframe').locator('[data-waypost-mark]');
    await marks.first().waitFor({ state: 'attached' });
    await inWorker(own, "chrome.permissions.remove({ permissions: ['nativeMessaging'] })");
    await page.waitForTimeout(1000);
    expect(await marks.count()).toBeGreaterThan(0);
    await inWorker(own, `chrome.permissions.remove({ origins: ['http://${allowed}/*'] })`);
    await until(async () => (await marks.count()) === 0 || undefined, 20_000, 'the marks stay');
  }));

describe('an orphan, whose extension was reloaded or removed', () => {
  it('says so once, when the person comes back to it, and takes its marks away', async () => {
    await alone(async (own) => {
      const { page, raw } = await demoIn(own);
      await raw.find('button', 'Waypost: build a route for To');
      await inWorker(own, 'setTimeout(() => chrome.runtime.reload(), 50), 1');
      await page.locator('#cc').focus();
      await until(
        async () => {
          // Each coming back is a chance to notice; the reload takes its time.
          await page.locator('#subject').focus();
          await page.locator('#to').focus();
          return (await raw.all('button', 'Hide this note')).length === 1 || undefined;
        },
        20_000,
        'no note',
      );
      await until(
        async () => (await spoken(raw)).includes('reload this page'),
        5_000,
        'the note does not say what to do',
      );
      expect(await raw.all('button', /^Waypost/)).toEqual([]);
      await raw.click('button', 'Hide this note');
      await until(
        async () => (await raw.all('button', 'Hide this note')).length === 0 || undefined,
        2_000,
        'it stays',
      );
      await raw.session.close();
    });
  });
});
