/** Delivered messages in Maildir folders of the demo's temporary directory: one file a message, `tmp` first, then `new`. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface StoredMessage {
  /** Fit for a URL. */
  readonly id: string;
  readonly octets: Buffer;
}

export interface Mailbox {
  readonly address: string;
  deliver(octets: Buffer): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly StoredMessage[]>;
  read(id: string): Promise<StoredMessage | undefined>;
  /** The first message whose text holds `mark`; waits for it until the signal ends that. */
  waitFor(mark: string, signal: AbortSignal): Promise<StoredMessage>;
}

/** `directory` is made where it is missing. */
export async function openMailbox(address: string, directory: string): Promise<Mailbox> {
  for (const folder of ['tmp', 'new', 'cur'])
    await mkdir(join(directory, folder), { recursive: true, mode: 0o700 });
  const waiting = new Set<() => void>();
  let count = 0;

  const read = async (id: string): Promise<StoredMessage | undefined> => {
    if (!/^[0-9]+\.[0-9a-z_]+\.demo$/.test(id)) return undefined;
    try {
      return { id, octets: await readFile(join(directory, 'new', id)) };
    } catch {
      return undefined;
    }
  };
  const list = async () => {
    const names = (await readdir(join(directory, 'new'))).sort().reverse();
    return (await Promise.all(names.map(read))).filter((message) => message !== undefined);
  };

  return {
    address,
    list,
    read,
    async deliver(octets) {
      // The counter, in fixed width, keeps names of one millisecond in the order of arrival.
      const id = `${Date.now()}.${String(count++).padStart(6, '0')}_${randomBytes(4).toString('hex')}.demo`;
      await writeFile(join(directory, 'tmp', id), octets, { mode: 0o600, flush: true });
      await rename(join(directory, 'tmp', id), join(directory, 'new', id));
      for (const look of waiting) look();
    },
    async waitFor(mark, signal) {
      for (;;) {
        const arrival = Promise.withResolvers<void>();
        const give = () => arrival.reject(signal.reason);
        waiting.add(arrival.resolve);
        signal.addEventListener('abort', give, { once: true });
        try {
          signal.throwIfAborted();
          const found = (await list()).find((message) => message.octets.includes(mark));
          if (found) {
            arrival.resolve();
            return found;
          }
          await arrival.promise;
        } finally {
          waiting.delete(arrival.resolve);
          signal.removeEventListener('abort', give);
        }
      }
    },
  };
}
