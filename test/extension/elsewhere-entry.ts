/** What is found where no site file knows a field, as tests reach it from outside the page. */
import { composerAround } from '../../src/extension/composer/elsewhere/around.ts';
import { describeForGood } from '../../src/extension/composer/elsewhere/describe.ts';
import { siteOf } from '../../src/extension/composer/elsewhere/site.ts';
import { readComposer } from '../../src/extension/composer/read.ts';

/** Elements that were looked at or compared meanwhile, and how long it took, in milliseconds. */
export function around(start: string) {
  const element = document.querySelector(start);
  if (element === null) throw new Error(`no ${start}`);
  const found = composerAround(element);
  if (found === undefined) return null;
  const name = (part: Element | undefined) => part && (part.id || part.localName);
  const { root, fields, subject, plain, rich, send, finding } = found;
  return {
    root: name(root),
    fields: Object.fromEntries([...fields].map(([field, input]) => [field, name(input)])),
    subject: name(subject),
    body: name(plain ?? rich),
    send: name(send),
    ...finding,
  };
}

export function read(start: string) {
  const found = composerAround(document.querySelector(start) as Element);
  if (found === undefined) throw new Error('no composer');
  return readComposer(siteOf(found), found.root);
}

export const describe = (css: string): string | undefined =>
  describeForGood(document.querySelector(css) as Element, document);
