/** Characters with a meaning of their own in the grammar, as UTF-16 units. One constant each, so that a build can write the numbers. */

export const tab = 9;
export const lf = 10;
export const cr = 13;
export const space = 32;
export const bang = 33;
export const quote = 34;
export const percent = 37;
export const open = 40;
export const close = 41;
export const comma = 44;
export const hyphen = 45;
export const dot = 46;
export const colon = 58;
export const semicolon = 59;
export const less = 60;
export const greater = 62;
export const at = 64;
export const openSquare = 91;
export const backslash = 92;
export const closeSquare = 93;
export const m = 109;
export const del = 127;
