/** What the bench uses of peers that bring no types. */

declare module 'address-rfc2822' {
  interface Address {
    readonly phrase: string;
    readonly address: string;
    readonly comment: string;
  }
  const parser: { parse(text: string): Address[] };
  export = parser;
}

declare module 'validator' {
  const validator: { isEmail(text: string): boolean };
  export = validator;
}
