import { domainToASCII, domainToUnicode } from 'node:url';
import { idnaOf } from '../core/address/idn.ts';

/** IDNA by Node's own tables (UTS 46, non-transitional). */
export const nodeIdna = idnaOf({
  toAscii: (domain) => domainToASCII(domain) || undefined,
  toUnicode: (domain) => domainToUnicode(domain) || domain,
});
