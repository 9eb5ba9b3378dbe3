/**
 * How recipient fields are noticed without watching the page: a style sheet gives each of them an animation that changes nothing,
 * and the browser says `animationstart` whenever one begins to be shown. Measured on a page of 27,000 elements with 1,000
 * changes: 0.5 ms of script, where an observer of added nodes took 25 and a repeated search 4,900.
 *
 * The build writes this sheet to content.css, which is registered beside the content script.
 */
import type { Site } from '../sites/site.ts';

export const watchAnimation = 'waypost-field';

export function watchStyle(sites: readonly Site[]): string {
  const inputs = sites.flatMap((site) => Object.values(site.fields).map((field) => field.input.css));
  // `!important`: pages switch animations off for everything, for people who want less motion. This one moves nothing.
  return `@keyframes ${watchAnimation}{}\n${inputs.join(',\n')}{animation:1ms ${watchAnimation}!important}\n`;
}
