/** How far a conversation has come, and what stopped it. */
import type { Connection } from './connection.ts';
import type { Reply } from './reply.ts';
import type { Trouble } from './trouble.ts';

/** The steps of a delivery by the names that a person knows. */
export type Step =
  | 'connect'
  | 'greeting'
  | 'EHLO'
  | 'STARTTLS'
  | 'AUTH'
  | 'MAIL'
  | 'RCPT'
  | 'DATA'
  | 'end of data';

/** What stopped a step: the server's refusal, or the connection's trouble. */
export type Stop = { readonly step: Step } & (
  | { readonly reply: Reply; readonly trouble?: never }
  | {
      readonly trouble: Trouble | { readonly code: 'no-connection'; readonly detail: string };
      readonly reply?: never;
    }
);

/** A server that is ready for mail. */
export interface Session {
  readonly connection: Connection;
  /** Keyword in upper case -> its parameters as written, RFC 5321 §4.1.1.1. Empty after HELO. */
  readonly extensions: ReadonlyMap<string, string>;
  /** Begun so far. */
  transactions: number;
}
