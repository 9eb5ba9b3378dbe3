/** RFC 5322 §3.3 date-time with the obsolete zones and years of §4.3, as Received lines hold it. */

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** RFC 5322 §4.3 obs-zone, in minutes. What is not here (military letters among it) counts as -0000, as the RFC says. */
const zones: Readonly<Record<string, number>> = {
  edt: -240,
  est: -300,
  cdt: -300,
  cst: -360,
  mdt: -360,
  mst: -420,
  pdt: -420,
  pst: -480,
};

const dateTime =
  /^\s*(?:[a-z]{3}\s*,)?\s*(\d{1,2})\s+([a-z]{3})\s+(\d{2,4})\s+(\d{2}):(\d{2})(?::(\d{2}))?\s+([+-]\d{4}|[a-z]{1,5})(?![^\s(])/i;

/** ISO 8601 in UTC to the second, `2026-11-23T02:15:10Z`; undefined where no date-time stands. */
export function isoDate(text: string): string | undefined {
  // Longer than any date: what follows can only be a comment.
  const match = dateTime.exec(text.slice(0, 100));
  if (!match) return undefined;
  const [, day, name = '', digits = '', hour, minute, second = '0', zone = ''] = match;
  const month = months.indexOf(name.toLowerCase());
  // RFC 5322 §4.3: two digits below 50 are 20xx, other two and all three digits count from 1900.
  const year =
    Number(digits) + (digits.length === 4 ? 0 : digits.length === 2 && Number(digits) < 50 ? 2000 : 1900);
  const offset = /^[+-]/.test(zone)
    ? Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3)))
    : (zones[zone.toLowerCase()] ?? 0);
  const [d, h, m, s] = [Number(day), Number(hour), Number(minute), Number(second)];
  // A leap second is written as 60 (RFC 5322 §3.3).
  if (month < 0 || h > 23 || m > 59 || s > 60 || year < 1900) return undefined;
  const local = new Date(Date.UTC(year, month, d, h, m, s));
  if (d < 1 || new Date(Date.UTC(year, month, d)).getUTCDate() !== d) return undefined;
  return new Date(local.getTime() - offset * 60_000).toISOString().replace('.000Z', 'Z');
}
