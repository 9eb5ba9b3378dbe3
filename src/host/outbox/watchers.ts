/** Who watches which message, and the transcript lines that are told at once and written a little later. */
import type { MessageStatus, TranscriptLine } from '../../core/bridge/protocol.ts';
import type { Commits } from './commits.ts';
import type { Store } from './store.ts';

/** What a watcher gets; the request's id is put on by whoever speaks with it. */
export type News =
  | { readonly type: 'status'; readonly status: MessageStatus }
  | { readonly type: 'transcript'; readonly message: string; readonly lines: TranscriptLine[] }
  | { readonly type: 'done'; readonly message: string };

/** Lines of the transcript in one piece of news. */
const linesAtOnce = 50;

export class Watchers {
  readonly #store: Store;
  readonly #commits: Commits;
  readonly #watchers = new Map<string, Set<(news: News) => void>>();
  /** Lines that are told already and not yet on the disk. */
  readonly #pending = new Map<string, TranscriptLine[]>();

  constructor(store: Store, commits: Commits) {
    this.#store = store;
    this.#commits = commits;
  }

  /** Tells everything so far; and then, where an attempt is under way, all that follows until `signal` or its end. */
  add(id: string, tell: (news: News) => void, signal: AbortSignal, underWay: boolean): boolean {
    const status = this.#store.status(id);
    if (!status) return false;
    tell({ type: 'status', status });
    const lines = [...this.#store.lines(id), ...(this.#pending.get(id) ?? [])];
    for (let at = 0; at < lines.length; at += linesAtOnce) {
      tell({ type: 'transcript', message: id, lines: lines.slice(at, at + linesAtOnce) });
    }
    if (!underWay) {
      tell({ type: 'done', message: id });
      return true;
    }
    // Once more, behind the last line: who does not want to wait for what follows knows by it that this was all.
    tell({ type: 'status', status });
    const watchers = this.#watchers.get(id) ?? new Set();
    this.#watchers.set(id, watchers.add(tell));
    signal.addEventListener('abort', () => watchers.delete(tell), { once: true });
    return true;
  }

  line(id: string, line: TranscriptLine): void {
    const pending = this.#pending.get(id);
    if (pending) pending.push(line);
    else this.#pending.set(id, [line]);
    this.#tell(id, { type: 'transcript', message: id, lines: [line] });
  }

  takeLines(id: string): TranscriptLine[] {
    const lines = this.#pending.get(id) ?? [];
    this.#pending.delete(id);
    return lines;
  }

  /** The transcript is a convenience: where the disk does not take it, the states still have commits of their own. */
  async flush(id: string): Promise<void> {
    const lines = this.takeLines(id);
    if (lines.length === 0) return;
    await this.#commits.write(() => this.#store.addLines(id, lines)).catch(console.error);
  }

  tellStatus(id: string): void {
    const status = this.#watchers.get(id)?.size ? this.#store.status(id) : undefined;
    if (status) this.#tell(id, { type: 'status', status });
  }

  /** An attempt has ended. */
  done(id: string): void {
    this.#tell(id, { type: 'done', message: id });
    this.#watchers.delete(id);
  }

  #tell(id: string, news: News): void {
    for (const tell of this.#watchers.get(id) ?? []) tell(news);
  }
}
