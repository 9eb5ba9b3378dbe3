import { describe, expect, it } from 'vitest';
import { webmails } from '../../src/core/webmail/measured.ts';
import { watchAnimation, watchStyle } from '../../src/extension/composer/watch-style.ts';
import { sites } from '../../src/extension/sites/all.ts';
import type { Known, OptionalPart, Part, Site } from '../../src/extension/sites/site.ts';

/** Every selector of a site file, wherever it stands. */
function parts(value: unknown): readonly Part[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...('css' in value ? [value as Part] : []), ...Object.values(value).flatMap(parts)];
}

/** The optional parts that a site file gives. */
const given = (site: Site): Readonly<Record<OptionalPart, unknown>> => ({
  cc: site.fields.cc,
  bcc: site.fields.bcc,
  from: site.from,
  rich: site.body.rich,
  attachments: site.attachments,
  attach: site.attach,
  inReplyTo: site.inReplyTo,
  suggestions: site.suggestions,
  sendKeys: site.sendKeys,
});

describe('site files', () => {
  it.each(sites.map((site) => [site.key, site] as const))(
    '%s: every selector says how and when it is known',
    (_key, site) => {
      expect(parts(site).length).toBeGreaterThanOrEqual(8);
      for (const { css, evidence, date } of parts(site)) {
        expect(css.trim()).toBe(css);
        expect(css).not.toBe('');
        expect(['run', 'source', 'reported']).toContain(evidence);
        expect(date).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
      }
    },
  );

  it.each(sites.map((site) => [site.key, site] as const))(
    '%s: what is said to be absent is not there, with how and when that is known',
    (_key, site) => {
      for (const [name, known] of Object.entries(site.absent) as [OptionalPart, Known][]) {
        expect([name, given(site)[name]]).toEqual([name, undefined]);
        expect(['run', 'source', 'reported']).toContain(known.evidence);
        expect(known.date).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
      }
    },
  );

  it('every optional part of every webmail was looked for', () => {
    for (const site of sites)
      for (const [name, part] of Object.entries(given(site)) as [OptionalPart, unknown][])
        expect([site.key, name, part !== undefined || site.absent[name] !== undefined]).toEqual([
          site.key,
          name,
          true,
        ]);
  });

  it('every field says how it takes inserted text, each way once', () => {
    for (const { fields } of sites)
      for (const { rungs } of Object.values(fields)) {
        expect(rungs.length).toBeGreaterThan(0);
        expect(new Set(rungs).size).toBe(rungs.length);
      }
  });

  it.each(sites.map((site) => [site.key, site.webmail]))('%s: its webmail is measured', (_key, webmail) => {
    expect(Object.keys(webmails)).toContain(webmail);
  });

  it('keys and field selectors are nobody else’s', () => {
    expect(new Set(sites.map(({ key }) => key)).size).toBe(sites.length);
    const inputs = sites.flatMap(({ fields }) => Object.values(fields).map(({ input }) => input.css));
    expect(new Set(inputs).size).toBe(inputs.length);
  });

  it('the watching sheet names every recipient field, and nothing else', () => {
    const css = watchStyle(sites);
    for (const { fields } of sites)
      for (const { input } of Object.values(fields)) expect(css).toContain(input.css);
    expect(css.match(/\{animation:1ms [\w-]+!important\}/g)).toEqual([
      `{animation:1ms ${watchAnimation}!important}`,
    ]);
  });
});
