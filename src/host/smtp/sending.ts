/** What a transaction needs to know while it is under way. */
import type { Session } from './state.ts';
import type { Transcript } from './transcript.ts';

export interface TransactionOptions {
  readonly transcript: Transcript;
  /** Called synchronously before the write that holds the last octet, which its false forbids; with BDAT that may be the first. */
  readonly release: () => boolean;
  /** Milliseconds for the 354. */
  readonly dataTimeout: number;
  /** The server was seen to break BDAT: use DATA whatever it offers. */
  readonly plainData?: boolean;
  /**
   * The message is for all of its recipients or for none. Told whether everybody of this transaction was accepted, it resolves with
   * whether everybody was everywhere.
   */
  readonly together?: (accepted: boolean) => Promise<boolean>;
}

/** A transaction under way, by whichever of the two commands. */
export interface Sending extends Session, TransactionOptions {
  readonly mail: string;
  readonly rcpts: readonly string[];
  readonly octets: Buffer;
}
