/** What one attempt tells the next about a server. */
import type { Endpoint } from './dial.ts';

export type HostFact =
  /** Its handshake succeeded once: that it offers none now is news. */
  | 'encrypts'
  /** It offers CHUNKING, and BDAT does not work there. */
  | 'breaks-chunking';

export interface HostMemory {
  knows(server: string, fact: HostFact): boolean;
  note(server: string, fact: HostFact): void;
}

/** By what it is remembered: behind another port of the same host may be another server. */
export const rememberedAs = ({ name, port }: Endpoint): string => `${name}:${port}`;
