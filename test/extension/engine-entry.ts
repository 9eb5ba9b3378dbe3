/** The composer engine as tests reach it from outside the page. */
import { findFields } from '../../src/extension/composer/find.ts';
import { insertRecipient } from '../../src/extension/composer/insert.ts';
import { readComposer } from '../../src/extension/composer/read.ts';
import type { FieldName } from '../../src/extension/messages.ts';
import { sites } from '../../src/extension/sites/all.ts';

/** @param at which of several composers, from 0 */
function siteOf(key: string, at = 0) {
  const site = sites.find((candidate) => candidate.key === key);
  const root = site && document.querySelectorAll(site.composer.css)[at];
  if (!site || !root) throw new Error(`no composer of ${key}`);
  return { site, root };
}

export function read(key: string, at = 0) {
  const { site, root } = siteOf(key, at);
  return readComposer(site, root);
}

export function insert(
  key: string,
  field: FieldName,
  address: string,
  replaces: string | readonly string[] | null,
) {
  const { site, root } = siteOf(key);
  return insertRecipient(site, root, field, address, [replaces ?? []].flat(), new AbortController().signal);
}

/** `site/field` of each one found, as they are found. */
export const found: string[] = [];
let finding: AbortController | undefined;

export function find(): void {
  finding = new AbortController();
  const { signal } = finding;
  findFields(document, sites, ({ site, field }) => found.push(`${site.key}/${field}`), {
    known: new WeakSet(),
    signal,
  });
}

export function stopFinding(): void {
  finding?.abort();
}
