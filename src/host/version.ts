/** The program's version; a test holds it equal to package.json, which the installed program does not carry. */
export const version = '0.1.0';
