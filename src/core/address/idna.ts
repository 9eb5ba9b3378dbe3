/**
 * Internationalized domain names, passed in: core owns no Unicode tables. The browser gives `URL`, the host `node:url`
 * (both UTS 46, non-transitional).
 */
export interface Idna {
  /** A domain name to A-labels, lower case, or undefined when it cannot be one. */
  toAscii(domain: string): string | undefined;
  /** A domain name to U-labels; what has no U-label form stays as it is. */
  toUnicode(domain: string): string;
}

/** For callers without IDNA at hand: ASCII names pass, others are refused. */
export const asciiOnly: Idna = {
  toAscii: (domain) => (/^[\x21-\x7e]+$/.test(domain) ? domain.toLowerCase() : undefined),
  toUnicode: (domain) => domain,
};
