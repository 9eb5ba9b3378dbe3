/** What one attempt tells the next about a server, by its name. */

export type HostFact =
  /** Its handshake succeeded once: that it offers none now is news. */
  | 'encrypts'
  /** It offers CHUNKING, and BDAT does not work there. */
  | 'breaks-chunking';

export interface HostMemory {
  knows(host: string, fact: HostFact): boolean;
  note(host: string, fact: HostFact): void;
}
