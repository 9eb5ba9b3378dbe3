import { domainToASCII, domainToUnicode } from 'node:url';
import type { Idna } from '../core/address/idna.ts';
import { idnaFault } from '../core/address/idna-rules.ts';

/** IDNA by Node's own tables (UTS 46, non-transitional). */
export const nodeIdna: Idna = {
  toAscii: (domain) => domainToASCII(domain) || undefined,
  toUnicode: (domain) => domainToUnicode(domain) || domain,
  fault: idnaFault,
};
