/** What goes into a connection and what comes back. */
import type { Reply } from './reply.ts';
import type { TlsReport } from './tls.ts';
import type { Trouble } from './trouble.ts';

export type Answer =
  | { readonly ok: true; readonly reply: Reply }
  | { readonly ok: false; readonly trouble: Trouble };

export type Secured =
  | { readonly ok: true; readonly report: TlsReport }
  | { readonly ok: false; readonly reply: Reply }
  | { readonly ok: false; readonly trouble: Trouble };

/** Records that the message may be accepted from now on; false: it must not leave. */
export type Release = () => boolean | Promise<boolean>;

/** `left`: the last octet may have left. */
export interface Sent {
  readonly left: boolean;
  readonly answer: Answer;
}
export interface Chunked {
  readonly left: boolean;
  readonly answers: readonly Promise<Answer>[];
}

export interface Command {
  readonly text: string;
  /** What the transcript shows instead: a secret stays here. */
  readonly shown?: string;
  /** Milliseconds for its reply. */
  readonly timeout?: number;
}
