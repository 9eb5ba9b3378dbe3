/** RFC 5321 §4.4 Stamp, split into its clauses. */
import type { Token } from './tokens.ts';

const keywords = ['from', 'by', 'via', 'with', 'id', 'for'] as const;
type Keyword = (typeof keywords)[number];
const isKeyword = (word: string): word is Keyword => (keywords as readonly string[]).includes(word);

/** One clause: the words up to its first comment, and the comments. */
export interface Clause {
  readonly words: readonly string[];
  readonly comments: readonly string[];
  /** No words stand behind a comment. */
  readonly isWhole: boolean;
}

/** In the order in which they open. */
export type Clauses = Readonly<Partial<Record<Keyword, Clause>>>;

/**
 * In whatever order they stand. The word behind a keyword is always its value, so that a client that calls itself `by` opens
 * no clause; of a keyword that comes twice, the first counts.
 */
export function clausesOf(stamp: readonly Token[]): Clauses {
  const clauses: Partial<Record<Keyword, Clause>> = {};
  let current: { words: string[]; comments: string[]; isWhole: boolean } | undefined;
  let wantsValue = false;
  for (const token of stamp) {
    if (token.kind === 'semicolon') continue;
    if (token.kind === 'comment') {
      current?.comments.push(token.text);
      wantsValue = false;
      continue;
    }
    const word = token.text.toLowerCase();
    if (!wantsValue && isKeyword(word) && !clauses[word]) {
      current = { words: [], comments: [], isWhole: true };
      clauses[word] = current;
      wantsValue = true;
    } else {
      if (current?.comments.length === 0) current.words.push(token.text);
      else if (current) current.isWhole = false;
      wantsValue = false;
    }
  }
  return clauses;
}
