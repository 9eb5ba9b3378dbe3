/** Octets to text, for encoded words. Core has no tables of charsets; the caller may. */

/** Gives undefined for a charset that it has not, or octets that are none of it. */
export type CharsetDecoder = (charset: string, octets: Uint8Array) => string | undefined;

/** The three that need no table. */
export function decodeOctets(charset: string, octets: Uint8Array): string | undefined {
  switch (charset.toLowerCase()) {
    case 'utf-8':
    case 'utf8':
      return utf8(octets);
    case 'us-ascii':
      return octets.every((octet) => octet < 128) ? latin1(octets) : undefined;
    case 'iso-8859-1':
      return latin1(octets);
    default:
      return undefined;
  }
}

const latin1 = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => String.fromCharCode(octet)).join('');

/** The percent form is the one way into UTF-8 that the language itself has. */
function utf8(octets: Uint8Array): string | undefined {
  try {
    return decodeURIComponent(
      Array.from(octets, (octet) => `%${octet.toString(16).padStart(2, '0')}`).join(''),
    );
  } catch {
    return undefined;
  }
}
