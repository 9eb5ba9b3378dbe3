/**
 * The three builds of Waypost, as data for scripts/build.mjs, which runs them and prints what they weigh:
 *
 * - the pages and the background: ES modules with shared chunks, the same files for Chromium and Firefox;
 * - the stages of the content script: one classic script each, because a browser loads nothing else into a page without opening
 *   `web_accessible_resources`, which stay empty; the second, which says the most, in a script for each language;
 * - the host program: one ES module for Node, and one more of its front alone.
 *
 * And a fourth that nobody ships: pieces of core by themselves, as a page would load them, to know what they weigh.
 *
 * Reasons for manifest.json, which can't hold comments:
 *
 * - `key`: a Chromium derives an unpacked extension's id from it, and the native host's manifest admits that id. A store
 *   gives its own key, so `--store` drops it.
 * - `minimum_chrome_version` 127: `action.openPopup()` for everybody, by which the mark beside a field opens the builder.
 *   It is also past `popover` (114), sessions that a native port keeps alive (105) and ES2024 (119).
 * - `strict_min_version` 142: the built-in consent for data (`data_collection_permissions`) is in Firefox since 140, on Android since
 *   142, and the linter asks for both. The long-term releases in support (153) have it. It is also past
 *   `optional_host_permissions` in Manifest V3 (128).
 * - `data_collection_permissions`: Mozilla's policies count what goes to a native program as transmitted, and Waypost hands
 *   mail (recipients, subject, text) to its own program on the same computer, which sends it by SMTP. That is
 *   `personalCommunications`. It happens only on Send directly, so it is optional and asked together with
 *   `nativeMessaging` at the first send (`askForHost` in background/api.ts); who only inserts routes never meets it.
 *   Nothing else leaves the browser: hence `none` as what is required.
 * - `optional_host_permissions`: every webmail may be self-hosted, so any origin can be asked for, one by one, on the
 *   person's click; none is held from the start.
 * - `content_security_policy`: `style-src 'unsafe-inline'` and `img-src data:` are for the sandboxed frame in which the confirmation shows
 *   the HTML of a message: a frame without an address of its own (`srcdoc`) stands under this policy too. No page of ours writes HTML.
 * - `background`: Chromium takes `service_worker`, Firefox `scripts`; the build gives each its own.
 */
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type InlineConfig, type Plugin } from 'vite';
import { oneLanguage } from './scripts/build/one-language.ts';
import { type Language, languages } from './src/core/words/phrase.ts';
import { firstStage, secondStage, thirdStage } from './src/extension/content/stages.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const extension = `${root}src/extension`;

/** The pages, where they stand in the extension, and their sources. */
export const pages = ['popup', 'confirm', 'verify'] as const;

/** manifest.json, as far as the build looks into it. */
export interface Manifest extends Readonly<Record<string, unknown>> {
  readonly key: string;
  readonly minimum_chrome_version: string;
  readonly browser_specific_settings: unknown;
  readonly background: {
    readonly service_worker: string;
    readonly scripts: readonly string[];
    readonly type: string;
  };
}

/** What one browser gets of manifest.json: neither meets the other's keys, about which it would warn. */
export function manifestFor(
  browser: 'chrome' | 'firefox',
  { key, minimum_chrome_version, browser_specific_settings, background, ...common }: Manifest,
  { store = false } = {},
): Readonly<Record<string, unknown>> {
  const { service_worker, scripts, ...rest } = background;
  if (browser === 'firefox')
    return { ...common, browser_specific_settings, background: { scripts, ...rest } };
  return {
    ...common,
    ...(store ? {} : { key }),
    minimum_chrome_version,
    background: { service_worker, ...rest },
  };
}

/** `_locales/<language>/messages.json` from a topic of core/words. */
export function messagesFor<Language extends string>(
  language: Language,
  words: Readonly<Record<string, Readonly<Record<Language, string>>>>,
): Readonly<Record<string, { readonly message: string }>> {
  return Object.fromEntries(
    Object.entries(words).map(([name, phrase]) => [name, { message: phrase[language] }]),
  );
}

/** What every build shares. No source maps: they would carry this machine's paths, and the code is readable as it is. */
const common = {
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
} satisfies InlineConfig;

const inBrowser = {
  target: ['chrome127', 'firefox142'],
  emptyOutDir: false,
  sourcemap: false,
  // Chromium and Firefox both preload by themselves; the polyfill would only need a looser policy.
  modulePreload: false,
  reportCompressedSize: false,
} satisfies InlineConfig['build'];

/**
 * Takes `dangerouslySetInnerHTML` out of Preact, whose assignment Firefox's linter rightly points at: so no page of ours can ever set markup
 * from text, by mistake or otherwise. Fails when Preact no longer looks as it did.
 */
function withoutInnerHtml(): Plugin {
  return {
    name: 'waypost:no-inner-html',
    transform(code, id) {
      if (!/\/preact\/dist\/preact\.mjs$/.test(id)) return undefined;
      const pieces = code.split(/\w+\.innerHTML=\w+\.__html/);
      if (pieces.length !== 2) this.error('Preact sets innerHTML elsewhere now: look at it anew.');
      return { code: pieces.join('void 0'), map: null };
    },
  };
}

/** The pages that exist and the background. `outDir` gets `popup.html`, `background.js`, `assets/`. */
export function pagesBuild(outDir: string, present: readonly string[]): InlineConfig {
  return {
    ...common,
    root: extension,
    base: './',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      ...inBrowser,
      outDir,
      // Inlined images would be data: URLs, which the pages' policy refuses.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: Object.fromEntries([
          ...present.map((page) => [page, `${extension}/${page}/${page}.html`]),
          ['background', `${extension}/background/main.ts`],
        ]),
        output: {
          entryFileNames: (chunk) => (chunk.name === 'background' ? 'background.js' : 'assets/[name].js'),
          chunkFileNames: 'assets/[name].js',
          assetFileNames: 'assets/[name][extname]',
        },
      },
    },
    plugins: [
      withoutInnerHtml(),
      {
        name: 'waypost:pages-at-the-top',
        enforce: 'post',
        generateBundle(_options, bundle) {
          // `popup/popup.html` is where it is written; `popup.html` is where the manifest and the background look for it.
          for (const file of Object.values(bundle)) {
            const name = /^(\w+)\/\1\.html$/.exec(file.fileName)?.[1];
            if (name === undefined || file.type !== 'asset') continue;
            file.fileName = `${name}.html`;
            // `crossorigin` asks for CORS, which a page's own files don't need.
            file.source = String(file.source)
              .replaceAll('../assets/', './assets/')
              .replaceAll(' crossorigin ', ' ');
          }
        },
      },
    ],
  };
}

/** The stages of the content script, and what each may weigh, gzipped, in octets: the first stands in every page of a permitted site. */
export const stages: readonly (PageScript & { readonly most: number })[] = [
  { file: firstStage, entry: `${extension}/content/main.ts`, most: 12_000 },
  ...languages.map((language) => ({
    file: secondStage(language),
    entry: `${extension}/content/engine.ts`,
    language,
    most: 40_000,
  })),
  { file: thirdStage, entry: `${extension}/content/third.ts`, most: 8_000 },
];

interface PageScript {
  readonly file: string;
  readonly entry: string;
  /** The one that it speaks; absent where it speaks all. */
  readonly language?: Language;
}

/** One script of a page: one IIFE. */
export function contentBuild(outDir: string, { file, entry, language }: PageScript): InlineConfig {
  return {
    ...common,
    root: extension,
    plugins: language ? [oneLanguage(language)] : [],
    build: {
      ...inBrowser,
      outDir,
      lib: { entry, formats: ['iife'], name: file.replace(/\W.*/, ''), fileName: () => file },
    },
  };
}

/**
 * Node's own modules, loaded when the module that wants them is first evaluated. A static import in one file would load them all at every
 * start, and `node:http`, `node:tls` and `node:sqlite` cost more than everything that `waypost parse` does.
 */
function builtinsAtFirstUse(): Plugin {
  const mark = '\0builtin:';
  return {
    name: 'waypost:builtins-at-first-use',
    enforce: 'pre',
    resolveId(id) {
      return isBuiltin(id) ? `${mark}${id}` : undefined;
    },
    async load(id) {
      if (!id.startsWith(mark)) return undefined;
      const name = id.slice(mark.length);
      // The build runs on the Node that the program is for, so its names are the names.
      const names = Object.keys(await import(name)).filter(
        (exported) => /^[A-Za-z_$]\w*$/.test(exported) && exported !== 'default',
      );
      const code = `const builtin = process.getBuiltinModule(${JSON.stringify(name)});
export default builtin;
${names.map((exported) => `const ${exported}$ = builtin.${exported}; export { ${exported}$ as ${exported} };`).join('\n')}`;
      return { code, moduleSideEffects: false };
    },
  };
}

/**
 * A program for Node: one ES module with all that it imports, so that one that runs on while it is replaced needs nothing from its folder.
 * @param file `.mjs`, or Node would read it as CommonJS first, where no package.json tells
 */
export function hostBuild(outDir: string, { entry, file }: { entry: string; file: string }): InlineConfig {
  return {
    ...common,
    root,
    ssr: { noExternal: true, target: 'node' },
    plugins: [builtinsAtFirstUse()],
    build: {
      ssr: `${root}src/host/${entry}`,
      target: 'node26',
      outDir,
      emptyOutDir: false,
      sourcemap: false,
      // Stack traces that a person sends in should name functions.
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        // Otherwise every name of a builtin that nobody uses would still be read, some of them deprecated.
        treeshake: { propertyReadSideEffects: false },
        // One file, and yet what `await import()` names is evaluated at its first use: `parse` loads no MIME library.
        output: { format: 'es', entryFileNames: file, codeSplitting: false },
      },
    },
  };
}

/** Some modules of core with all that they import, minified as the pages are. Nothing is written. */
export function pieceBuild(modules: readonly string[]): InlineConfig {
  const piece = 'waypost:piece';
  return {
    ...common,
    root,
    plugins: [
      {
        name: piece,
        resolveId: (id) => (id === piece ? `\0${piece}` : undefined),
        load: (id) =>
          id === `\0${piece}`
            ? modules.map((module) => `export * from ${JSON.stringify(module)};`).join('\n')
            : undefined,
      },
    ],
    build: {
      ...inBrowser,
      write: false,
      rolldownOptions: { input: piece, preserveEntrySignatures: 'strict' },
    },
  };
}

export default defineConfig({});
