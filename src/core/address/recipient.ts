/** The parts of a recipient as they stand in the text, with their offsets (UTF-16 units, `end` exclusive). Plain data. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A domain name. `raw` as written, `ascii` as A-labels in lower case, `unicode` as U-labels. */
export interface DomainName extends Span {
  readonly kind: 'name';
  readonly raw: string;
  readonly ascii: string;
  readonly unicode: string;
}

/** An address literal, RFC 5321 §4.1.3. `raw` with its brackets, `ascii` the same in canonical case. */
export interface AddressLiteral extends Span {
  readonly kind: 'literal';
  readonly raw: string;
  readonly ascii: string;
  readonly unicode: string;
}

export type Domain = DomainName | AddressLiteral;

/** A local-part. `raw` as written, `value` what it means once quotes and backslashes are taken off. */
export interface LocalPart extends Span {
  readonly raw: string;
  readonly value: string;
  readonly quoted: boolean;
}

/**
 * One recipient. `hops` are the servers of its source route (or of a bare bang path), in the order of travel; percent and
 * "bang with @" stay opaque in the local-part, for only the domain's own server may read them (RFC 5321 §2.3.11).
 */
export interface Recipient extends Span {
  readonly displayName?: string | undefined;
  /** How it was written: a plain mailbox, a source route, or a bare bang path without "@". */
  readonly form: 'mailbox' | 'source-route' | 'bang';
  readonly hops: readonly Domain[];
  readonly localPart: LocalPart;
  /** Absent for `<Postmaster>` alone, RFC 5321 §4.1.1.3. */
  readonly domain?: Domain | undefined;
}

/** The same recipient, each of its parts changed. */
export const withParts = (recipient: Recipient, change: <T extends Span>(part: T) => T): Recipient => {
  const { hops, localPart, domain } = recipient;
  return {
    ...recipient,
    hops: hops.map(change),
    localPart: change(localPart),
    domain: domain && change(domain),
  };
};
