/**
 * How recipient fields are noticed without watching the page: a style sheet gives each of them an animation that changes nothing,
 * and the browser says `animationstart` whenever one begins to be shown. `npm run bench -- content` shows it beside other ways.
 *
 * The build writes this sheet to content.css, which is registered beside the content script.
 */
import type { Site } from '../sites/site.ts';

export const watchAnimation = 'waypost-field';

/** Matches every recipient field of these webmails. */
export function watchedSelector(sites: readonly Site[]): string {
  return sites.flatMap((site) => Object.values(site.fields).map((field) => field.input.css)).join(',\n');
}

export function watchStyle(sites: readonly Site[]): string {
  // `!important`: pages switch animations off for everything, for people who want less motion. This one moves nothing.
  return `@keyframes ${watchAnimation}{}\n${watchedSelector(sites)}{animation:1ms ${watchAnimation}!important}\n`;
}
