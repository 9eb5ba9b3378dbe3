/** Domains that look like others, passed in like IDNA: the tables are larger than the grammar, and not every caller needs them. */
import type { NameFinding } from './idna.ts';

export interface Suspicion extends NameFinding {
  readonly code: 'domain-mixed-scripts' | 'domain-look-alike';
  /** `label`: the one that mixes scripts; `other`: the name that it looks like. The reader adds `ascii`, the name as the DNS has it. */
  readonly words: Readonly<Record<string, string>>;
}

/** What is suspicious about a domain name of U-labels; a name of ASCII is never asked about. */
export type LookAlikes = (name: string) => readonly Suspicion[];
