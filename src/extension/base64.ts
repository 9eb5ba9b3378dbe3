/** Octets through messages that are JSON. RFC 4648 §4. */

export function toBase64(octets: Uint8Array): string {
  let binary = '';
  // As many arguments as every engine takes.
  for (let from = 0; from < octets.length; from += 8192)
    binary += String.fromCharCode(...octets.subarray(from, from + 8192));
  return btoa(binary);
}

/** Throws for what is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
