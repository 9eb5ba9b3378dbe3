/** What can befall a connection. */

/** Why a connection is of no use any more. */
export type TroubleCode =
  | 'connection-lost'
  | 'timeout'
  | 'malformed-reply'
  | 'reply-too-large'
  | 'unexpected-reply'
  | 'unsafe-command'
  | 'starttls-injection'
  | 'tls-failed'
  | 'tls-missing'
  | 'tls-gone'
  | 'tls-unverified'
  | 'requiretls-missing'
  | 'auth-in-clear'
  | 'auth-not-offered'
  | 'auth-no-secret'
  | 'auth-unproven'
  | 'stopped';

export interface Trouble {
  readonly code: TroubleCode;
  /** The system's or the server's own word for it. */
  readonly detail: string;
}
