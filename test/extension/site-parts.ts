/** The parts that a site file names, looked up in a page. */
import type { Page } from 'playwright-core';
import type { Evidence, Part, RecipientField, Site } from '../../src/extension/sites/site.ts';

export interface NamedPart {
  /** `fields.to.chip`. */
  readonly name: string;
  readonly css: string;
  readonly evidence: Evidence;
  /** What the selector is looked up in: the page, the composer, or a chip of the field. */
  readonly within: 'page' | 'composer' | { readonly chip: string };
}

export function partsOf(site: Site): readonly NamedPart[] {
  const part = (
    name: string,
    found: Part | undefined,
    within: NamedPart['within'] = 'composer',
  ): NamedPart[] => (found ? [{ name, css: found.css, evidence: found.evidence, within }] : []);
  const field = (name: string, found: RecipientField | undefined): NamedPart[] => {
    if (found === undefined) return [];
    if (found.kind === 'text') return part(`${name}.input`, found.input);
    const within = { chip: found.chip.css };
    return [
      ...part(`${name}.list`, found.list),
      ...part(`${name}.input`, found.input),
      ...part(`${name}.carrier`, found.carrier),
      ...part(`${name}.chip`, found.chip),
      ...found.chipText.flatMap((one, at) => part(`${name}.chipText.${at}`, one, within)),
      ...part(`${name}.remove`, found.remove, within),
    ];
  };
  return [
    ...part('composer', site.composer, 'page'),
    ...Object.entries(site.fields).flatMap(([name, found]) => field(`fields.${name}`, found)),
    ...part('from', site.from),
    ...part('subject', site.subject),
    ...part('body.plain', site.body.plain),
    ...part('body.rich', site.body.rich),
    ...part('attachments', site.attachments),
    ...part('attach.inputs', site.attach?.inputs),
    ...part('attach.drop', site.attach?.drop),
    ...part('suggestions', site.suggestions, 'page'),
    ...part('send', site.send),
  ];
}

/** An element without what differs from day to day: its name, and the attributes by which a selector or a screen reader knows it. */
export type Sketch = Readonly<Record<string, string>>;

/** By the part's name: the first element that it matches, or undefined. */
export async function sketch(page: Page, site: Site): Promise<Readonly<Record<string, Sketch | undefined>>> {
  const parts = partsOf(site);
  const found = await page.evaluate(
    ([composerCss, wanted]) => {
      const composer = document.querySelector(composerCss);
      return wanted.map(({ css, within }) => {
        const chip = typeof within === 'object' ? composer?.querySelector(within.chip) : undefined;
        const root = within === 'page' ? document : typeof within === 'object' ? chip : composer;
        const element = css === ':scope' ? chip : root?.querySelector(css);
        if (!element) return undefined;
        const kept = ['id', 'name', 'type', 'role', 'ng-model', 'ng-click'].flatMap((name) => {
          const value = element.getAttribute(name);
          return value === null ? [] : [[name, value]];
        });
        return { tag: element.localName, ...Object.fromEntries(kept) } as Record<string, string>;
      });
    },
    [site.composer.css, parts] as const,
  );
  return Object.fromEntries(parts.map(({ name }, at) => [name, found[at]]));
}
