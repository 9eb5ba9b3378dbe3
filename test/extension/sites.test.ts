import { describe, expect, it } from 'vitest';
import { webmails } from '../../src/core/webmail/measured.ts';
import { watchAnimation, watchStyle } from '../../src/extension/composer/watch-style.ts';
import { sites } from '../../src/extension/sites/all.ts';
import type { Part } from '../../src/extension/sites/site.ts';

/** Every selector of a site file, wherever it stands. */
function parts(value: unknown): readonly Part[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...('css' in value ? [value as Part] : []), ...Object.values(value).flatMap(parts)];
}

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
