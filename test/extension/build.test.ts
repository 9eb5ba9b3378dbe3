/** What the build writes, for both browsers. Needs `npm run build`. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inOneLanguage } from '../../scripts/build/one-language.ts';
import { chromiumExtensionId, geckoExtensionId } from '../../src/core/bridge/names.ts';
import { addressIssueWords } from '../../src/core/words/address-issues.ts';
import { manifestWords } from '../../src/core/words/manifest.ts';
import { languages } from '../../src/core/words/phrase.ts';
import { firstStage, secondStage } from '../../src/extension/content/stages.ts';
import { type Manifest, manifestFor, messagesFor, stages } from '../../vite.config.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const source: Manifest = JSON.parse(readFileSync(`${root}manifest.json`, 'utf8'));
const browsers = ['chrome', 'firefox'] as const;
const read = (path: string): string => readFileSync(`${root}dist/${path}`, 'utf8');

describe.each(browsers)('the manifest of %s', (browser) => {
  const manifest = JSON.parse(read(`${browser}/manifest.json`));

  it('is what manifest.json says for this browser', () => {
    expect(manifest).toEqual(manifestFor(browser, source));
  });

  it('opens nothing to web pages and asks for no site beforehand', () => {
    for (const key of [
      'web_accessible_resources',
      'externally_connectable',
      'content_scripts',
      'host_permissions',
    ]) {
      expect(manifest).not.toHaveProperty(key);
    }
    expect(manifest.permissions).toEqual(['activeTab', 'contextMenus', 'scripting', 'storage']);
    expect(manifest.optional_permissions).toEqual(['nativeMessaging']);
    expect(manifest.optional_host_permissions).toEqual(['*://*/*']);
  });

  it('lets its pages load their own files and reach nobody', () => {
    const policy: string = manifest.content_security_policy.extension_pages;
    const directives = new Map(
      policy.split('; ').map((text) => [text.split(' ')[0], text.split(' ').slice(1).join(' ')]),
    );
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('connect-src')).toBe("'none'");
    expect(directives.get('frame-ancestors')).toBe("'none'");
    expect(directives.get('frame-src')).toBe("'none'");
    expect(directives.get('script-src')).toBe("'self'");
    // For the looks and the carried images of a message in its sandboxed frame, and nothing else.
    expect(directives.get('style-src')).toBe("'self' 'unsafe-inline'");
    expect(directives.get('img-src')).toBe("'self' data:");
    const rest = policy.replace(/(style|img)-src[^;]*;/g, '');
    expect(rest).not.toMatch(/unsafe|https?:|data:|\*/);
  });

  it('names only files that are there', () => {
    const named = JSON.stringify(manifest).match(/"[\w/-]+\.(?:html|js|png|css)"/g) ?? [];
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(() => read(`${browser}/${JSON.parse(name)}`)).not.toThrow();
  });

  it('speaks both languages', () => {
    for (const language of ['en', 'ru'] as const) {
      const messages = JSON.parse(read(`${browser}/_locales/${language}/messages.json`));
      expect(messages).toEqual(messagesFor(language, manifestWords));
      for (const [, name] of JSON.stringify(source).matchAll(/__MSG_(\w+)__/g)) {
        expect(messages[name as string].message).not.toBe('');
      }
      // The Chrome Web Store refuses a longer one.
      expect(messages.description.message.length).toBeLessThanOrEqual(132);
    }
  });
});

describe('the two browsers', () => {
  it('get their own keys, and a store gives its own id', () => {
    const chrome = manifestFor('chrome', source);
    const firefox = manifestFor('firefox', source);
    expect(chrome).toMatchObject({
      background: { service_worker: 'background.js', type: 'module' },
      minimum_chrome_version: '127',
    });
    expect(chrome).not.toHaveProperty('browser_specific_settings');
    expect(chrome['background']).not.toHaveProperty('scripts');
    expect(firefox).toMatchObject({
      background: { scripts: ['background.js'], type: 'module' },
      browser_specific_settings: { gecko: { id: geckoExtensionId } },
    });
    for (const key of ['key', 'minimum_chrome_version']) expect(firefox).not.toHaveProperty(key);
    expect(firefox['background']).not.toHaveProperty('service_worker');
    expect(manifestFor('chrome', source, { store: true })).not.toHaveProperty('key');
  });

  it('leave the suggested keys to us: with Shift too, Alt and one of these letters opens a menu of Firefox', () => {
    const commands = source['commands'] as Readonly<Record<string, { suggested_key: { default: string } }>>;
    const keys = Object.values(commands).map(({ suggested_key: { default: key } }) => key);
    for (const key of keys) expect(key).toMatch(/^Alt\+Shift\+[^BEFHPSTV]$/);
    expect(new Set(keys).size).toBe(4);
  });

  it('have the id that the native host admits', async () => {
    const key = Uint8Array.from(atob(source.key), (character) => character.charCodeAt(0));
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', key)).subarray(0, 16);
    const id = Array.from(digest, (octet) => octet.toString(16).padStart(2, '0'))
      .join('')
      .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
    expect(id).toBe(chromiumExtensionId);
  });

  it('get the same files, byte for byte, but for the manifest', () => {
    const files = (browser: string) =>
      readdirSync(`${root}dist/${browser}`, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.parentPath}/${entry.name}`.slice(`${root}dist/${browser}/`.length))
        .sort();
    expect(files('firefox')).toEqual(files('chrome'));
    for (const file of files('chrome').filter((name) => name !== 'manifest.json')) {
      expect(
        readFileSync(`${root}dist/firefox/${file}`).equals(readFileSync(`${root}dist/chrome/${file}`)),
      ).toBe(true);
    }
  });
});

describe.each(stages)('the content script: $file', ({ file, most }) => {
  const script = read(`chrome/${file}`);

  it('is one classic script', () => {
    expect(() => new Function(script)).not.toThrow();
    expect(script).toMatch(/^\(function|^\(\(\)/);
    expect(script).not.toMatch(/\bimport\s*\(|\bimport\.meta/);
  });

  it('has neither the polyfill nor the schemas nor a word of the host', () => {
    expect(script).not.toContain('webextension-polyfill');
    expect(script).not.toContain('runner-unreachable');
    expect(script).not.toMatch(/connectNative|nativeMessaging|org\.waypost\.host|\.storage\b|\.connect\(/);
  });

  it(`weighs at most ${most / 1000} kB gzipped`, () => {
    expect(gzipSync(script).length).toBeLessThan(most);
  });
});

describe('the first stage', () => {
  it('knows the sites, and leaves grammar, judgement and sentences to the second', () => {
    const first = read(`chrome/${firstStage}`);
    const second = languages.map((language) => read(`chrome/${secondStage(language)}`));
    expect(first).toContain('form#compose[data-waypost-demo]');
    for (const script of second) expect(script).not.toContain('form#compose[data-waypost-demo]');
    for (const code of ['path-too-long', 'not-an-address', 'alertdialog']) {
      expect(first).not.toContain(code);
      for (const script of second) expect(script).toContain(code);
    }
  });
});

describe('the second stage', () => {
  it.each(languages)('speaks %s alone', (language) => {
    const script = read(`chrome/${secondStage(language)}`);
    for (const one of languages) {
      const said = addressIssueWords['space-around'][one];
      if (one === language) expect(script).toContain(said);
      else expect(script).not.toContain(said);
    }
    // Sentences: the labels that people copy along with an address are known in both.
    expect(/[а-яё]+ [а-яё]+/i.test(script)).toBe(language === 'ru');
  });
});

describe('a script in one language', () => {
  it.each([
    ['const a = { en: "x", ru: "y" };', 'const a = { ru: "y" };'],
    [
      "const a = { b: { en: 'x {n}', ru: `y` }, 'c': { 'ru': 'z', en: 'w' } };",
      "const a = { b: { ru: `y` }, 'c': { 'ru': 'z' } };",
    ],
    ['const a = { ...b, language: "en" }; f({ x: 1 });', 'const a = { ...b, language: "en" }; f({ x: 1 });'],
  ])('%s', (code, made) => {
    expect(inOneLanguage(code, 'ru')).toBe(made);
  });

  it.each(['const a = { en: "x" };', 'f({ b: { ru: "y" } });', 'const a = { en: "x", ru: "y", more: 1 };'])(
    'is not made of %s',
    (code) => {
      expect(() => inOneLanguage(code, 'en')).toThrow('not in exactly en and ru');
    },
  );
});

describe('everything that ships', () => {
  const files = readdirSync(`${root}dist/chrome`, { recursive: true, withFileTypes: true })
    .filter((entry) => /\.(?:js|html|css|json)$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`);

  it.each(files.map((file) => [file.slice(`${root}dist/chrome/`.length), file]))(
    '%s: no map, no path of this machine, no markup from text',
    (_name, file) => {
      const text = readFileSync(file, 'utf8');
      expect(text).not.toContain('sourceMappingURL');
      expect(text).not.toContain(root);
      expect(text).not.toMatch(
        /\.(?:inner|outer)HTML\s*=[^=]|insertAdjacentHTML|document\.write\(|\beval\(|new Function\(/,
      );
    },
  );
});
