/** `npm run screenshots`: the pictures of docs/screenshots, taken from the real journey, in light and dark. */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Language } from '../core/words/phrase.ts';
import type { CdpPage } from './cdp.ts';
import { type JourneyMoment, journey } from './journey.ts';
import { startStage } from './stage.ts';

const directory = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
/** Device pixels for each CSS pixel. */
const scale = 2;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());

await mkdir(directory, { recursive: true });
await take('en', 'light', (name) => `${name}-light.png`);
await take('en', 'dark', (name) => `${name}-dark.png`);
await take('ru', 'dark', (name) => (name === 'popup' ? 'popup-ru.png' : undefined));

/** Now and then Chromium captures a popup as tiles of a smaller picture: what comes three times in a row is what a person sees. */
async function pictureOf(page: CdpPage): Promise<Buffer> {
  let last = await page.screenshot({ scale });
  for (let tries = 0, same = 1; tries < 20 && same < 3; tries += 1) {
    const next = await page.screenshot({ scale });
    same = next.equals(last) ? same + 1 : 1;
    last = next;
  }
  return last;
}

async function take(
  language: Language,
  colorScheme: 'light' | 'dark',
  fileFor: (name: JourneyMoment) => string | undefined,
): Promise<void> {
  const { signal } = stopping;
  const stage = await startStage({ headless: true, granted: true, language, colorScheme, signal });
  try {
    const end = await journey({
      ...stage,
      language,
      signal,
      print: () => {},
      picture: async (name: JourneyMoment, page: CdpPage) => {
        const file = fileFor(name);
        if (file === undefined) return;
        // The browser gives a popup the size of its content a little later.
        await page.evaluate('new Promise((done) => setTimeout(done, 300))');
        await writeFile(`${directory}${file}`, await pictureOf(page));
        console.log(`docs/screenshots/${file}`);
      },
    });
    if (!end.verified) throw new Error(end.line);
  } finally {
    await stage.stop();
  }
}
