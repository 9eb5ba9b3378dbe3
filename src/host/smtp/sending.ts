/** What a transaction needs to know while it is under way. */
import type { Release } from './answer.ts';
import type { Session } from './state.ts';
import type { Transcript } from './transcript.ts';

export interface TransactionOptions {
  readonly transcript: Transcript;
  /** Waited for before the write that holds the last octet, which its false forbids; with BDAT that may be the first. */
  readonly release: Release;
  /** Milliseconds for the 354. */
  readonly dataTimeout: number;
  /** The server was seen to break BDAT: use DATA whatever it offers. */
  readonly plainData?: boolean;
  /** Somebody else used the session before: it may be gone, so nothing of the message leaves before it has answered. */
  readonly rested?: boolean;
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
