/** Internationalized domain names by the browser's own `URL` (UTS 46, non-transitional). */
import { idnaOf } from '../core/address/idn.ts';

export const browserIdna = idnaOf({ toAscii, toUnicode });

function toAscii(domain: string): string | undefined {
  // These end a host inside a URL, or make it something else than a host; none can stand in a domain name.
  if (domain === '' || /[\s/\\?#@:[\]%<>^|]/.test(domain)) return undefined;
  try {
    // Only a special scheme's host goes through IDNA, so http; and that one reads `127.1`
    // and `0x7f` as IPv4 addresses, which a domain name never is.
    const host = new URL(`http://${domain}/`).hostname;
    return /^[\d.]+$/.test(host) && host !== domain ? undefined : host || undefined;
  } catch {
    return undefined;
  }
}

/** Browsers decode no A-labels by any API, so this does (RFC 3492 §6.2), and keeps what does not encode back to the same. */
function toUnicode(domain: string): string {
  const unicode = domain
    .split('.')
    .map((label) => (/^xn--/i.test(label) ? (decodePunycode(label.slice(4).toLowerCase()) ?? label) : label))
    .join('.');
  return unicode !== domain && toAscii(unicode) === domain.toLowerCase() ? unicode : domain;
}

// RFC 3492 §5: the parameters of Punycode.
const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;

function decodePunycode(input: string): string | undefined {
  const delimiter = input.lastIndexOf('-');
  const output = Array.from(input.slice(0, Math.max(delimiter, 0)), (c) => c.codePointAt(0) ?? 0);
  let n = 128;
  let i = 0;
  let bias = 72;
  for (let at = delimiter + 1; at < input.length; ) {
    const before = i;
    let weight = 1;
    for (let k = base; ; k += base) {
      const digit = at < input.length ? digitOf(input.charCodeAt(at++)) : undefined;
      if (digit === undefined) return undefined;
      i += digit * weight;
      const threshold = k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias;
      if (digit < threshold) break;
      weight *= base - threshold;
      if (i > 0x7fffffff || weight > 0x7fffffff) return undefined;
    }
    const length = output.length + 1;
    bias = adapt(i - before, length, before === 0);
    n += Math.floor(i / length);
    if (n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff)) return undefined;
    i %= length;
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
}

function digitOf(code: number): number | undefined {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  return undefined;
}

/** RFC 3492 §6.1. */
function adapt(delta: number, points: number, first: boolean): number {
  let d = first ? Math.floor(delta / damp) : delta >> 1;
  d += Math.floor(d / points);
  let k = 0;
  for (; d > ((base - tMin) * tMax) >> 1; k += base) d = Math.floor(d / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * d) / (d + skew));
}
