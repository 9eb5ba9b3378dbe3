/**
 * Internationalized domain names, passed in: core owns no Unicode tables. The browser gives `URL`, the host `node:url`
 * (both UTS 46, non-transitional).
 */
export interface Idna {
  /** A domain name to A-labels, lower case, or undefined when it cannot be one. */
  toAscii(domain: string): string | undefined;
  /** A domain name to U-labels; what has no U-label form stays as it is. */
  toUnicode(domain: string): string;
  /** What IDNA2008 forbids in a domain name of U-labels and UTS 46 lets pass: `idnaFault` of idna-rules.ts, which has tables too. */
  fault?(domain: string): LabelFault | undefined;
}

/** The first label of a name that breaks a rule of IDNA2008. */
export interface LabelFault {
  readonly code: 'label-disallowed' | 'label-context' | 'label-bidi';
  /** Offsets into the name. */
  readonly start: number;
  readonly end: number;
}

/** For callers without IDNA at hand: ASCII names pass, others are refused. */
export const asciiOnly: Idna = {
  toAscii: (domain) => (/^[\x21-\x7e]+$/.test(domain) ? domain.toLowerCase() : undefined),
  toUnicode: (domain) => domain,
};
