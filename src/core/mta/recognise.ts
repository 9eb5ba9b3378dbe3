/** Which server speaks, from its greeting and its answer to EHLO. A hint for people and for advice, never for what is sent. */
import type { ServerKind } from './behaviour.ts';

/** What each wrote in its 220 line as shipped. An administrator may have changed it, so absence tells nothing. */
const greetings: readonly (readonly [RegExp, ServerKind])[] = [
  [/\bESMTP Postfix\b/i, 'postfix'],
  [/\bESMTP Exim\b/i, 'exim'],
  [/\bESMTP Sendmail\b/i, 'sendmail'],
  [/\bESMTP OpenSMTPD\b/i, 'opensmtpd'],
  [/\bESMTP Haraka\b/i, 'haraka'],
  [/\bESMTP chasquid\b/i, 'chasquid'],
  [/\bPython SMTP\b/i, 'aiosmtpd'],
];

/** What only one of the measured servers says in its EHLO answer; each pattern has to match some line of its own. */
const answers: readonly (readonly [readonly RegExp[], ServerKind])[] = [
  [[/^XVERP=Courier/i], 'courier'],
  [[/^XEXDATA\b/i], 'courier'],
  [[/^PIPECONNECT\b/i], 'exim'],
  [[/^PRDR\b/i], 'exim'],
  [[/^DELIVERBY\b/i, /pleased to meet you$/i], 'sendmail'],
  [[/^DELIVERBY\b/i, /^EXPN\b/i], 'sendmail'],
  [[/Haraka is at your service/i], 'haraka'],
  [[/Your hour of destiny has come/i], 'chasquid'],
  [[/^VRFY\b/i, /^ETRN\b/i, /^ENHANCEDSTATUSCODES\b/i, /^8BITMIME\b/i], 'postfix'],
  [[/\bNice to meet you, /i], 'smtp-server'],
  // Sendmail greets so too, but has DELIVERBY or PIPELINING.
  [[/pleased to meet you$/i, /^DSN\b/i, /^HELP\b/i], 'opensmtpd'],
];

/**
 * @param banner the text of the 220 reply, with or without its code
 * @param ehloLines the lines of the 250 reply, with or without `250-`; the first is the greeting
 * @returns undefined where nothing tells
 */
export function recogniseServer(banner: string, ehloLines: readonly string[] = []): ServerKind | undefined {
  const greeted = greetings.find(([pattern]) => pattern.test(banner));
  if (greeted) return greeted[1];
  const lines = ehloLines.map((line) => line.replace(/^250[- ]/, '').trim());
  const has = (pattern: RegExp) => lines.some((line) => pattern.test(line));
  return answers.find(([patterns, kind]) =>
    kind === 'opensmtpd' ? patterns.every(has) && !has(/^PIPELINING\b/i) : patterns.every(has),
  )?.[1];
}
