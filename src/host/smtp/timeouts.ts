/** How long to wait for what, in milliseconds. */
export interface Timeouts {
  readonly connect: number;
  readonly greeting: number;
  /** EHLO, STARTTLS, MAIL, RCPT. */
  readonly command: number;
  readonly handshake: number;
  /** The 354. */
  readonly data: number;
  /** One block of the message to leave. */
  readonly block: number;
  /** The reply after the last octet. */
  readonly end: number;
  /** The attempt as a whole, as long as nothing of it waits for the reply after the last octet. */
  readonly attempt: number;
}

const minute = 60_000;

/** RFC 5321 §4.5.3.2 and its subsections; a short wait at the end manufactures duplicates (RFC 1047). */
export const standardTimeouts: Timeouts = {
  connect: 30_000,
  greeting: 5 * minute,
  command: 5 * minute,
  handshake: minute,
  data: 2 * minute,
  block: 3 * minute,
  end: 10 * minute,
  attempt: 30 * minute,
};
