/**
 * Internationalized domain names, passed in: the tables are larger than the grammar, and whoever reads ASCII names only needs
 * none. `idnaOf` of idn.ts makes one of the conversions that the browser and the host have.
 */
import { isAscii } from './chars.ts';
import type { AddressIssueCode } from './codes.ts';

export interface Idna {
  /** Reads a domain name that has labels which are not ASCII, or A-labels. Never throws. */
  convert(name: string): InternationalName;
}

/** A name in both forms, and what is wrong with it, without regard to where it stands. */
export interface InternationalName {
  /** A-labels, in lower case. */
  readonly ascii: string;
  /** U-labels. */
  readonly unicode: string;
  readonly findings: readonly NameFinding[];
}

export interface NameFinding {
  readonly code: AddressIssueCode;
  /** Offsets into the name; all of it without them. */
  readonly start?: number;
  readonly end?: number;
  /** What to write in place of the span. */
  readonly fix?: string;
  readonly words?: Readonly<Record<string, string>>;
}

/** For callers without IDNA at hand: A-labels pass as they are, others are refused. */
export const asciiOnly: Idna = {
  convert(name) {
    const ascii = name.toLowerCase();
    return { ascii, unicode: ascii, findings: isAscii(name) ? [] : [{ code: 'domain-not-idn' }] };
  },
};
