/** An outbox in this process, on a store of its own and a clock that the test moves. */
import { readConfig } from '../../../src/host/config.ts';
import { Outbox } from '../../../src/host/outbox/outbox.ts';
import { Store } from '../../../src/host/outbox/store.ts';
import type { StoredMessage } from '../../../src/host/outbox/stored-message.ts';
import { standardTimeouts } from '../../../src/host/smtp/timeouts.ts';
import type { Home } from '../home.ts';
import { ManualClock } from './manual-clock.ts';

export const minute = 60_000;
export const hour = 60 * minute;

/** How many transactions a server saw. */
export const mails = (commands: readonly string[]): number =>
  commands.filter((command) => command.startsWith('MAIL')).length;

export function stored(change: Partial<StoredMessage> = {}): StoredMessage {
  return {
    id: crypto.randomUUID(),
    created: '2026-11-24T12:00:00.000Z',
    subject: 'Hello',
    messageId: '<m@client.test>',
    sender: 'a@client.test',
    ehlo: 'client.test',
    thisHosts: [],
    paths: ['user@[127.0.0.1]'],
    octets: Buffer.from('From: a@client.test\r\nMessage-ID: <m@client.test>\r\n\r\nx\r\n'),
    ...change,
  };
}

export class Box implements AsyncDisposable {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly clock: ManualClock;
  readonly told: string[] = [];
  readonly #stop = new AbortController();

  constructor(
    home: Home,
    clock = new ManualClock(),
    store = new Store(home.places.state),
    random = (): number => 0.5,
  ) {
    this.clock = clock;
    this.store = store;
    this.outbox = new Outbox({
      store,
      folder: home.places.state,
      config: () => readConfig(home.places.config),
      timeouts: standardTimeouts,
      language: 'en',
      clock,
      random,
      notify: (word, { path }) => this.told.push(`${word} ${path}`),
      signal: this.#stop.signal,
    });
    this.outbox.resume();
  }

  /** Until what was begun has ended; the queue begins in the next turn. */
  async settled(): Promise<void> {
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    await this.outbox.idle();
  }

  async pass(milliseconds: number): Promise<void> {
    this.clock.pass(milliseconds);
    await this.settled();
  }

  state(id: string): (string | undefined)[] {
    return (
      this.store.status(id)?.outcomes.map(({ state, reason }) => (reason ? `${state} ${reason}` : state)) ??
      []
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.outbox.idle();
    this.store.close();
  }
}
