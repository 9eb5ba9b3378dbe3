/**
 * `waypost demo [--headless] [--screenshots DIR] [--keep]`: the whole way of a message on this computer only. With a display it
 * opens Chromium for a person to try; without one, or with --headless, it makes the journey itself and exits 0 or 1.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { demoWords } from '../core/words/demo.ts';
import { languageFor, say } from '../core/words/phrase.ts';
import { ChromiumMissing, findChromium, hasDisplay } from './browser.ts';
import { isBuilt } from './host-program.ts';
import { journey } from './journey.ts';
import { type Stage, startStage } from './stage.ts';
import { recipientMailbox, senderMailbox } from './stations.ts';

const { env } = process;
const language = languageFor(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']);
const word = (key: keyof typeof demoWords, words: Readonly<Record<string, string>> = {}) =>
  say(demoWords[key], language, words);
const print = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

const known = {
  headless: { type: 'boolean', default: false },
  screenshots: { type: 'string' },
  keep: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;
const options = readOptions();
type Options = NonNullable<typeof options>;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());

process.exitCode = options === undefined ? 64 : options.help ? help() : await main(options);

function readOptions() {
  try {
    return parseArgs({ options: known }).values;
  } catch {
    complain(word('demo.usage'));
    return undefined;
  }
}

function help(): number {
  print(word('demo.usage'));
  return 0;
}

async function main(options: Options): Promise<number> {
  try {
    await findChromium();
  } catch (error) {
    if (!(error instanceof ChromiumMissing)) throw error;
    complain(word('demo.noChromium'));
    return 1;
  }
  if (!(await isBuilt())) {
    complain(word('demo.notBuilt'));
    return 1;
  }
  const alone = options.headless || !hasDisplay();
  let stage: Stage | undefined;
  let last: string | undefined;
  let code = 1;
  try {
    // Two or three seconds, most of them Chromium's.
    print(word('demo.starting'));
    stage = await startStage({
      headless: alone,
      granted: alone,
      language,
      keep: options.keep,
      signal: stopping.signal,
    });
    ({ code, last } = alone ? await perform(stage, options) : await invite(stage));
  } catch (error) {
    if (!stopping.signal.aborted)
      complain(word('demo.failed', { words: error instanceof Error ? error.message : String(error) }));
  } finally {
    const ended = await stage?.stop();
    if (ended && !ended.runner) complain(word('demo.runner', { directory: ended.directory }));
  }
  if (options.keep && stage) print(word('demo.kept', { directory: stage.world.directory }));
  if (stopping.signal.aborted) print(word('demo.stopped'));
  else if (last !== undefined) print(last);
  return stopping.signal.aborted ? 130 : code;
}

/** The demo makes the journey by itself. */
async function perform(stage: Stage, options: Options): Promise<{ code: number; last: string }> {
  const own = options.screenshots === undefined;
  const directory = options.screenshots ?? (await mkdtemp(join(tmpdir(), 'waypost-screenshots-')));
  await mkdir(directory, { recursive: true });
  try {
    const end = await journey({
      ...stage,
      language,
      print,
      picture: async (name, page) => writeFile(join(directory, `${name}.png`), await page.screenshot()),
      signal: stopping.signal,
    });
    print(word('demo.screenshots', { directory }));
    return { code: end.verified ? 0 : 1, last: end.line };
  } finally {
    if (own && stopping.signal.aborted) await rm(directory, { recursive: true, force: true });
  }
}

/** A person tries it, until they close the browser or press Ctrl-C. */
async function invite(stage: Stage): Promise<{ code: number; last?: undefined }> {
  const { context } = stage.browser;
  const page = context.pages()[0] ?? (await context.newPage());
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
  const stopped = new Promise<void>((resolve) =>
    stopping.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  await page.goto(`${stage.world.origin}/compose`);
  print(word('demo.guide', { to: recipientMailbox, from: senderMailbox }));
  await Promise.race([closed, stopped]);
  return { code: 0 };
}
