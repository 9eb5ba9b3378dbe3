/** A message in the outbox, as it was put there; what becomes of it stands with its recipients. */
export interface StoredMessage {
  /** The draft's id. */
  readonly id: string;
  readonly created: string;
  readonly subject: string;
  readonly messageId: string;
  readonly sender: string;
  readonly ehlo: string;
  readonly thisHosts: readonly string[];
  readonly paths: readonly string[];
  /** Those of them who are blind copies. */
  readonly apart?: readonly string[];
  /** Final. */
  readonly octets: Buffer;
}
