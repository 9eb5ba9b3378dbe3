/** What a file is called on its way, on both sides of the bridge. A page chose both texts, and what is shown of them is what is sent. */

/** Characters of a name: what every file system takes, in any script (255 octets at most, four to a character at worst). */
const longest = 120;

/** For a type that is not known, or that must not be believed. RFC 2046 §4.5.1. */
export const unknownType = 'application/octet-stream';

/**
 * A name that says what it seems to say: composed, on one line, without characters that can't be seen or that turn the text around
 * (`invoice\u202Efdp.exe`), and without folders (RFC 2183 §2.3). Each of those becomes `_`. Never empty; a name that went through once
 * stays as it is.
 */
export function fileName(text: string): string {
  const shown = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\]/gu, '_')
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
  return cut(shown) || 'file';
}

/** The end of a name says what opens it, so the middle goes. */
function cut(name: string): string {
  const characters = [...name];
  if (characters.length <= longest) return name;
  const tail = /\.[^. ]{1,12}$/.exec(name)?.[0] ?? '';
  return `${characters
    .slice(0, longest - [...tail].length)
    .join('')
    .trimEnd()}${tail}`;
}

/**
 * `type/subtype` in small letters, without parameters (RFC 6838 §4.2). What may not be encoded (`message/*`, RFC 2046 §5.2.1) or has parts
 * (`multipart/*`) goes as octets: its name still says what it is.
 */
export function mediaType(text: string): string {
  const essence = text.toLowerCase();
  const name = '[a-z0-9][a-z0-9!#$&^_.+-]{0,126}';
  return new RegExp(`^(?!message/|multipart/)${name}/${name}$`).test(essence) ? essence : unknownType;
}
