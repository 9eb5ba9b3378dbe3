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
await take('ru', 'light', (name) => (name === 'popup' ? 'popup-ru.png' : undefined));

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
        await writeFile(`${directory}${file}`, await page.screenshot({ scale }));
        console.log(`docs/screenshots/${file}`);
      },
    });
    if (!end.verified) throw new Error(end.line);
  } finally {
    await stage.stop();
  }
}
