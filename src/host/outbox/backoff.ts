/**
 * When a deferred recipient is tried again: after 5, 15, 30 and 60 minutes, as greylisting wants it, then every 2 to 4 hours
 * (RFC 5321 §4.5.4.1: at least 30 minutes apart, for 4 to 5 days).
 */

const minute = 60_000;
const hour = 60 * minute;

const first = [5 * minute, 15 * minute, 30 * minute, hour] as const;
const later = { least: 2 * hour, most: 4 * hour } as const;

/** Milliseconds of waiting after which the person is told that a message is late, and after which it is given up. */
export const lateAfter = 4 * hour;
export const giveUpAfter = 120 * hour;

/** What a time without any runner adds to a recipient's age at most: a clock that was set ahead must not use up five days at once. */
export const absentMost = 24 * hour;

/** Milliseconds until the next attempt. `attempts`: how many were begun, from 1. `random`: from 0 to below 1. */
export function delayAfter(attempts: number, random: () => number): number {
  return first[attempts - 1] ?? later.least + Math.floor(random() * (later.most - later.least));
}

/**
 * What is left of a delay that an earlier run wrote down as a wall time: never less than nothing, never more than that delay could
 * have been, however the wall clock was set meanwhile. A recipient that was never tried is due at once.
 */
export function remaining(nextAt: number, attempts: number, wall: number): number {
  if (attempts === 0) return 0;
  return Math.min(Math.max(nextAt - wall, 0), first[attempts - 1] ?? later.most);
}

/** Milliseconds between two wall times of different runs, as far as they are believed. */
export function absence(seenAt: number, wall: number): number {
  return Math.min(Math.max(wall - seenAt, 0), absentMost);
}
