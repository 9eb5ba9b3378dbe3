/** dist/chrome and dist/firefox: built once, written twice, each with its own manifest. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'vite';
import { manifestWords } from '../../src/core/words/manifest.ts';
import { languages } from '../../src/core/words/phrase.ts';
import { watchStyle } from '../../src/extension/composer/watch-style.ts';
import { watchSheet } from '../../src/extension/content/stages.ts';
import { sites } from '../../src/extension/sites/all.ts';
import { contentBuild, manifestFor, messagesFor, pages, pagesBuild, stages } from '../../vite.config.ts';
import { finish, unfinished } from './place.mjs';
import { weigh, withinLimit } from './weigh.mjs';

export async function buildExtension(root, { store }) {
  const chrome = unfinished(root, 'chrome');
  const firefox = unfinished(root, 'firefox');
  const present = pages.filter((page) => existsSync(`${root}src/extension/${page}/${page}.html`));
  await Promise.all([
    build(pagesBuild(chrome, present)),
    ...stages.map((stage) => build(contentBuild(chrome, stage))),
  ]);
  writeFileSync(`${chrome}/${watchSheet}`, watchStyle(sites));
  cpSync(`${root}public`, chrome, { recursive: true });
  for (const language of languages) {
    mkdirSync(`${chrome}/_locales/${language}`, { recursive: true });
    writeJson(`${chrome}/_locales/${language}/messages.json`, messagesFor(language, manifestWords));
  }
  cpSync(chrome, firefox, { recursive: true });

  const source = JSON.parse(readFileSync(`${root}manifest.json`, 'utf8'));
  writeJson(`${chrome}/manifest.json`, manifestFor('chrome', source, { store }));
  writeJson(`${firefox}/manifest.json`, manifestFor('firefox', source, { store }));

  const weights = [
    ...stages.map(({ file, most }) => withinLimit(weigh(file, [`${chrome}/${file}`]), most)),
    weigh('background.js', [`${chrome}/background.js`]),
    ...present.map((page) => weigh(page, pageFiles(chrome, page))),
    weigh('extension, all of it', filesBelow(chrome)),
  ];
  finish(root, 'chrome');
  finish(root, 'firefox');
  return weights;
}

/** A page with all that it loads: its scripts, what those import, and its styles. */
function pageFiles(out, page) {
  const found = new Set();
  const visit = (path) => {
    if (found.has(path) || !existsSync(path)) return;
    found.add(path);
    if (!/\.(html|js)$/.test(path)) return;
    const folder = path.slice(0, path.lastIndexOf('/'));
    for (const [, name] of readFileSync(path, 'utf8').matchAll(
      /["'`](\.{1,2}\/[^"'`\s]+\.(?:js|css))["'`]/g,
    )) {
      visit(new URL(name, `file://${folder}/`).pathname);
    }
  };
  visit(`${out}/${page}.html`);
  return [...found];
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
