/** Text that others wrote, as it may be shown: what hides or reorders is replaced, one character by one. */

/** Control characters as their pictures (U+2400...); C1 controls, marks of text direction and lone surrogates as U+FFFD. Keeps the length. */
export const visible = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text)
    ? text
    : text
        .replace(/[\0-\x1f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
        .replace(/\x7f/g, '\u2421')
        .replace(/[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu, '\ufffd');
