/** Text that others wrote, as it may be shown: what hides or reorders is replaced, one UTF-16 unit by one. */

/** C1 controls, separators and marks of text direction, what has no shape of its own, the braille cell without dots, lone surrogates. */
const hiding = /[\x80-\x9f\u2028-\u202e\u2800\p{Default_Ignorable_Code_Point}\p{Cf}\p{Surrogate}]/gu;

/** What hides nothing: numbers in Arabic script stand under such signs. */
const signs = /^[\u0600-\u0605\u06dd\u0890\u0891\u08e2\u{110bd}\u{110cd}]$/u;

/** Joiners and variation selectors have work in emoji, and in scripts whose letters join. Anywhere else they only hide. */
const shaping = /^(?:\u200c|\u200d|\ufe0e|\ufe0f)$/;
const shaped =
  /^(?:\ufe0f|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}])$/u;

/** Control characters as their pictures (U+2400...); what hides as U+FFFD. Keeps the length. */
export const visible = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text)
    ? text
    : text
        .replace(/[\0-\x1f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
        .replace(/\x7f/g, '\u2421')
        .replace(hiding, (hidden, at: number) =>
          signs.test(hidden) || (shaping.test(hidden) && isShaping(text, at))
            ? hidden
            : '\ufffd'.repeat(hidden.length),
        );

function isShaping(text: string, at: number): boolean {
  const isPair = /[\udc00-\udfff]/.test(text[at - 1] ?? '');
  // `1`, U+FE0F, U+20E3 is a key on the telephone.
  return shaped.test(text.slice(Math.max(0, at - (isPair ? 2 : 1)), at)) || text[at + 1] === '\u20e3';
}
