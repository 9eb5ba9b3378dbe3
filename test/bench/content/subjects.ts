/** What is measured: no extension, observers of reference as small extensions, and Waypost as it is built. Each in a browser of its own. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium } from 'playwright-core';
import { type Browser, findChromium, launchBrowser } from '../../../src/demo/browser.ts';
import { extensionDist } from '../../../src/demo/host-program.ts';

export interface Subject {
  readonly name: string;
  readonly context: BrowserContext;
  /** Origin of its scripts; absent without an extension. */
  readonly extension?: string;
  /** The script whose first turn after a composer came is the one that found it; the references say so themselves. */
  readonly finder?: string;
  close(): Promise<void>;
}

export const none = 'no extension';
export const waypost = 'Waypost';
const references = { 'CSS animation': 'css-animation', 'added nodes': 'added-nodes', rescan: 'rescan' };
export const subjectNames = [none, waypost, ...Object.keys(references)];

export async function launch(name: string): Promise<Subject> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-bench-'));
  const subject =
    name === waypost ? await launchWaypost(folder) : await launchOther(name, folder, referenceOf(name));
  return {
    ...subject,
    async close() {
      await subject.context.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

const referenceOf = (name: string): string | undefined => (references as Record<string, string>)[name];

async function launchWaypost(folder: string): Promise<Omit<Subject, 'close'>> {
  const browser: Browser = await launchBrowser({
    profile: join(folder, 'profile'),
    dist: extensionDist,
    origins: ['http://127.0.0.1/*'],
    nativeMessaging: false,
    headless: true,
  });
  return {
    name: waypost,
    context: browser.context,
    extension: `chrome-extension://${browser.extensionId}/`,
    finder: `chrome-extension://${browser.extensionId}/bootstrap.js`,
  };
}

async function launchOther(
  name: string,
  folder: string,
  reference: string | undefined,
): Promise<Omit<Subject, 'close'>> {
  const dist = join(folder, 'extension');
  if (reference !== undefined) {
    await mkdir(dist);
    await cp(fileURLToPath(new URL(`references/${reference}.js`, import.meta.url)), join(dist, 'content.js'));
    await writeFile(join(dist, 'worker.js'), '');
    await writeFile(
      join(dist, 'manifest.json'),
      JSON.stringify({
        manifest_version: 3,
        name,
        version: '1',
        background: { service_worker: 'worker.js' },
        content_scripts: [
          { matches: ['http://127.0.0.1/*'], js: ['content.js'], run_at: 'document_start', all_frames: true },
        ],
      }),
    );
  }
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: await findChromium(),
    headless: false,
    ...(reference === undefined ? {} : { ignoreDefaultArgs: ['--disable-extensions'] }),
    args: [
      '--headless=new',
      '--disable-gpu',
      '--screen-info={1440x1000}',
      ...(reference === undefined ? [] : [`--load-extension=${dist}`, `--disable-extensions-except=${dist}`]),
      '--disable-features=DisableLoadExtensionCommandLineSwitch',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: null,
    // An interrupted bench still closes what it began.
    handleSIGINT: false,
  });
  if (reference === undefined) return { name, context };
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const extension = `chrome-extension://${new URL(worker.url()).host}/`;
  return { name, context, extension };
}
