/** The extensions of a certificate that a path depends on and node:crypto does not tell: RFC 5280 §4.2. */

/** `undefined`: the octets could not be read. */
export type PathLimits =
  | {
      /** RFC 5280 §4.2.1.9: how many issuers may stand between this one and the last certificate; no limit if absent. */
      readonly pathLength?: number;
      /** RFC 5280 §4.2: whoever does not know a critical extension must refuse the certificate. As dotted numbers. */
      readonly unknownCritical: readonly string[];
    }
  | undefined;

const basicConstraints = '2.5.29.19';
const understood = new Set([
  basicConstraints,
  // subjectKeyIdentifier, keyUsage, subjectAltName, issuerAltName, authorityKeyIdentifier, extKeyUsage: node:crypto looks at them, or we.
  '2.5.29.14',
  '2.5.29.15',
  '2.5.29.17',
  '2.5.29.18',
  '2.5.29.35',
  '2.5.29.37',
  // certificatePolicies: RFC 5280 §6.1.1 (c), any policy will do.
  '2.5.29.32',
]);

interface Element {
  readonly tag: number;
  readonly body: Buffer;
}

/** `certificate`: DER. */
export function pathLimits(certificate: Buffer): PathLimits {
  const tbs = children(children(certificate)?.[0]?.body)?.[0]?.body;
  const fields = children(tbs);
  if (!fields) return undefined;
  // RFC 5280 §4.1: extensions are `[3] EXPLICIT`
  const list = children(
    children(fields.find(({ tag }) => tag === 0xa3)?.body ?? Buffer.alloc(0))?.[0]?.body ?? Buffer.alloc(0),
  );
  if (!list) return undefined;
  const unknownCritical: string[] = [];
  let pathLength: number | undefined;
  for (const { body } of list) {
    const parts = children(body);
    const value = parts?.at(-1)?.body;
    if (!parts || !value) return undefined;
    const name = oidText(parts[0]?.body ?? Buffer.alloc(0));
    const critical = parts.some(({ tag, body: flag }) => tag === 0x01 && flag[0] !== 0);
    if (critical && !understood.has(name)) unknownCritical.push(name);
    if (name !== basicConstraints) continue;
    const length = children(children(value)?.[0]?.body)?.find(({ tag }) => tag === 0x02)?.body;
    if (length) pathLength = Number.parseInt(length.toString('hex'), 16);
  }
  return { ...(pathLength === undefined ? {} : { pathLength }), unknownCritical };
}

/** X.690 §8.1: tag, length and contents, one after the other. Undefined where they do not fill the octets exactly. */
function children(octets: Buffer | undefined): Element[] | undefined {
  if (!octets) return undefined;
  const found: Element[] = [];
  let at = 0;
  while (at < octets.length) {
    const tag = octets[at] ?? 0;
    let length = octets[at + 1] ?? 0;
    at += 2;
    if (length > 0x84 || length === 0x80) return undefined;
    if (length > 0x80) {
      const size = length - 0x80;
      if (at + size > octets.length) return undefined;
      length = octets.readUIntBE(at, size);
      at += size;
    }
    if (at + length > octets.length) return undefined;
    found.push({ tag, body: octets.subarray(at, at + length) });
    at += length;
  }
  return found;
}

/** X.690 §8.19 */
function oidText(octets: Buffer): string {
  const numbers: number[] = [];
  let number = 0;
  for (const octet of octets) {
    number = number * 128 + (octet & 0x7f);
    if (octet & 0x80) continue;
    if (numbers.length === 0)
      numbers.push(Math.min(Math.floor(number / 40), 2), number - 40 * Math.min(Math.floor(number / 40), 2));
    else numbers.push(number);
    number = 0;
  }
  return numbers.join('.');
}
