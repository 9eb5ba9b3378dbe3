/**
 * The extension's pages without an extension: the built files from a server on loopback under the manifest's own policy,
 * with a stand-in for `browser` that answers from a script. For tests of the pages alone; the journey uses the real thing.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { BackgroundApi, FromHostPort } from '../../src/extension/background/api.ts';

type Spoken<M> = M extends { readonly request?: string } ? Omit<M, 'request'> : M;

export interface Script {
  readonly language?: 'en' | 'ru';
  /** What the background answers to each call. */
  readonly api?: { readonly [Name in keyof BackgroundApi]?: Awaited<ReturnType<BackgroundApi[Name]>> };
  /** What the host says to each kind of request, one after the other; it repeats the request's id by itself. */
  readonly host?: Readonly<Record<string, readonly Spoken<FromHostPort>[]>>;
  readonly session?: Readonly<Record<string, unknown>>;
  readonly local?: Readonly<Record<string, unknown>>;
}

/** What the page did, as the stand-in saw it. */
export interface Seen {
  readonly asked: readonly {
    readonly call?: string;
    readonly type?: string;
    readonly [key: string]: unknown;
  }[];
  readonly session: Readonly<Record<string, unknown>>;
  readonly closed: boolean;
}

export interface Shown {
  readonly page: Page;
  seen(): Promise<Seen>;
}

export interface Pages {
  readonly origin: string;
  /** `path` such as `popup.html?tab=7`. */
  show(
    path: string,
    script: Script,
    look?: { dark?: boolean; width?: number; height?: number },
  ): Promise<Shown>;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export async function servePages(dist: string): Promise<Pages> {
  const manifest = JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8'));
  // Read once, so that a build meanwhile does not mix two versions.
  const files = await filesOf(dist);
  const policy: string = manifest.content_security_policy.extension_pages;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    if (pathname === '/framing') {
      return response
        .setHeader('content-type', 'text/html')
        .end('<iframe src="/confirm.html?draft=x"></iframe>');
    }
    const content = files.get(pathname);
    if (content === undefined) return response.writeHead(404).end();
    return (
      response
        .setHeader('content-type', types[extname(pathname)] ?? 'application/octet-stream')
        // `frame-ancestors` is no part of the test: the page itself must refuse to be framed.
        .setHeader('content-security-policy', policy.replace(/frame-ancestors[^;]*;?/, ''))
        .end(content)
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launch();
  return {
    origin,
    async show(path, script, { dark = false, width = 440, height = 600 } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
      });
      const page = await context.newPage();
      await page.addInitScript(standIn, script);
      await page.goto(`${origin}/${path}`);
      await page.locator('#page > *, iframe').first().waitFor();
      return {
        page,
        seen: () => page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen),
      };
    },
    async close() {
      await browser.close();
      await new Promise((done) => server.close(done));
    },
  };
}

async function filesOf(dist: string): Promise<ReadonlyMap<string, Buffer>> {
  const names = (await readdir(dist, { recursive: true })).filter((name) => extname(name) in types);
  return new Map(
    await Promise.all(
      names.map(
        async (name) => [`/${name.replaceAll('\\', '/')}`, await readFile(join(dist, name))] as const,
      ),
    ),
  );
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['WAYPOST_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--headless=new',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

/** Runs in the page before its own code. */
function standIn(script: Script): void {
  const session: Record<string, unknown> = { ...script.session };
  const local: Record<string, unknown> = { ...script.local };
  const seen = { asked: [] as unknown[], session, closed: false };
  const area = (held: Record<string, unknown>) => ({
    get: async (key: string) => (key in held ? { [key]: held[key] } : {}),
    set: async (changes: Record<string, unknown>) => Object.assign(held, structuredClone(changes)),
  });
  const connect = () => {
    const listeners: ((message: unknown) => void)[] = [];
    return {
      onMessage: { addListener: (listener: (message: unknown) => void) => listeners.push(listener) },
      onDisconnect: { addListener: () => {} },
      disconnect: () => {},
      postMessage(request: {
        type: string;
        request: string;
        message?: string;
        file?: number;
        offset?: number;
        data?: string;
      }) {
        seen.asked.push(request);
        // Pieces of files are counted, unless the script says otherwise.
        const { file, offset = 0, data = '', message: about } = request;
        const received = offset + atob(data).length;
        const counted = {
          type: 'uploaded',
          message: about,
          file,
          received,
        } as unknown as Spoken<FromHostPort>;
        const answers = script.host?.[request.type] ?? (request.type === 'upload' ? [counted] : []);
        for (const message of answers) {
          const told = message.type === 'trouble' ? message : { ...message, request: request.request };
          setTimeout(() => {
            for (const listener of listeners) listener(told);
          }, 0);
        }
      },
    };
  };
  const browser = {
    runtime: {
      id: 'test',
      getURL: (path: string) => `/${path}`,
      sendMessage: async (call: { call: keyof BackgroundApi }) => {
        seen.asked.push(call);
        // As in a browser, where "nothing" travels as null.
        return script.api?.[call.call] ?? null;
      },
      connect,
    },
    tabs: { query: async () => [{ id: 7 }] },
    storage: { session: area(session), local: area(local) },
    permissions: {
      request: async () => {
        seen.asked.push({ type: 'permission' });
        return true;
      },
      contains: async () => true,
    },
    i18n: { getUILanguage: () => script.language ?? 'en' },
    windows: { create: async (options: unknown) => seen.asked.push(options) },
  };
  window.close = () => {
    seen.closed = true;
  };
  // A test may go on with it: what is answered from then on.
  Object.assign(globalThis, { script, seen, browser, chrome: { runtime: { id: 'test' } } });
}
