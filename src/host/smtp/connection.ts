/**
 * One connection to one server: commands out, replies in, each reply matched to its command. It knows nothing of envelopes.
 * Once confused (a reply that is none, one too many, a timeout) it closes and answers every further use with its trouble.
 */
import type { Socket } from 'node:net';
import { Alarm } from './alarm.ts';
import type { Answer, Chunked, Command, Release, Secured, Sent } from './answer.ts';
import { commandOctets } from './command.ts';
import { stoppedBy } from './deadline.ts';
import { ReplyReader } from './reply.ts';
import type { Timeouts } from './timeouts.ts';
import { type Expected, handshake } from './tls.ts';
import type { Transcript } from './transcript.ts';
import type { Trouble } from './trouble.ts';

interface Expectation {
  readonly timeout: number;
  /** RFC 3207: whatever stands behind this command's 220 belongs to another, encrypted conversation. Read no further. */
  readonly endsOn?: number;
  /** When its command was written, by `performance.now()`. */
  since: number;
  readonly resolve: (answer: Answer) => void;
}

export class Connection {
  readonly #timeouts: Timeouts;
  #transcript: Transcript;
  #signal: AbortSignal;
  #socket: Socket;
  #secure = false;
  #reader = new ReplyReader();
  #expected: Expectation[] = [];
  /** Milliseconds of patience with what is due next; 0 where nothing is. */
  #patience = 0;
  readonly #alarm = new Alarm(() => this.#end({ code: 'timeout', detail: `${this.#patience / 1000} s` }));
  #trouble: Trouble | undefined;
  /** Calls off the listeners of the present socket. */
  #detach = (): void => {};
  #wakers = new Set<() => void>();

  /** `socket` is connected already. The signal closes it, whatever is under way. */
  constructor(socket: Socket, transcript: Transcript, timeouts: Timeouts, signal: AbortSignal) {
    this.#socket = socket;
    this.#transcript = transcript;
    this.#timeouts = timeouts;
    this.#signal = signal;
    signal.addEventListener('abort', this.#stop);
    this.#attach(socket);
    if (signal.aborted) this.#stop();
  }

  get secure(): boolean {
    return this.#secure;
  }

  /** Why it is of no use any more, if so. */
  get trouble(): Trouble | undefined {
    return this.#trouble;
  }

  /** Another message's from now on: what is said goes into its transcript, and its signal ends it. */
  serve(transcript: Transcript, signal: AbortSignal): void {
    this.#signal.removeEventListener('abort', this.#stop);
    this.#transcript = transcript;
    this.#signal = signal;
    if (this.#trouble) return;
    signal.addEventListener('abort', this.#stop);
    if (signal.aborted) this.#stop();
  }

  /** Waits for what the server says first. */
  greeting(): Promise<Answer> {
    return this.#expect(this.#timeouts.greeting);
  }

  /** Sends one command and waits for its reply. */
  async command(text: string, options: Omit<Command, 'text'> = {}): Promise<Answer> {
    const [answer] = this.batch([{ text, ...options }]);
    return answer ?? { ok: false, trouble: { code: 'unsafe-command', detail: text } };
  }

  /** RFC 2920: several commands in one write; one answer each, in order. All or none of them go out. */
  batch(commands: readonly Command[]): Promise<Answer>[] {
    const made = commandOctets(commands.map(({ text }) => text));
    if ('unsafe' in made) {
      const { shown, text = '' } = commands[made.unsafe] ?? {};
      this.#end({ code: 'unsafe-command', detail: JSON.stringify(shown ?? text) });
    }
    if (this.#trouble || 'unsafe' in made) return commands.map(() => this.#expect(0));
    for (const command of commands) this.#transcript.said('out', this.#secure, command.shown ?? command.text);
    const answers = commands.map((command) => this.#expect(command.timeout ?? this.#timeouts.command));
    this.#socket.write(made.octets);
    return answers;
  }

  /**
   * RFC 3030 with RFC 2920: commands, `BDAT n LAST` and the message in one write; one answer for each command, then BDAT's.
   * `release` is waited for before that write. Where it gives false, or the connection ends meanwhile, nothing of it happens.
   */
  async chunk(texts: readonly string[], octets: Buffer, release: Release): Promise<Chunked> {
    const commands = [...texts, `BDAT ${octets.length} LAST`];
    const made = commandOctets(commands);
    if ('unsafe' in made)
      this.#end({ code: 'unsafe-command', detail: JSON.stringify(commands[made.unsafe]) });
    else if (!this.#trouble && !(await release())) this.#stop();
    if (this.#trouble || 'unsafe' in made)
      return { left: false, answers: commands.map(() => this.#expect(0)) };
    for (const text of commands) this.#transcript.said('out', this.#secure, text);
    const answers = commands.map((_, index) =>
      // The last octet is on its way: whoever loses patience at any of these replies makes duplicates (RFC 1047).
      this.#expect(Math.max(this.#timeouts.end, index < texts.length ? this.#timeouts.command : 0)),
    );
    this.#socket.write(Buffer.concat([made.octets, octets]));
    return { left: true, answers };
  }

  /**
   * Sends octets as they are and waits for the reply. `release` is waited for before the write that holds the last octet; until then a
   * lost connection means that nothing was accepted. Where it gives false, that write does not happen. A reply that comes early, also
   * while it is waited for, ends the sending. `shown`: the line of the transcript for that write.
   */
  async send(octets: Buffer, release: Release, shown?: string): Promise<Sent> {
    if (this.#trouble) return { left: false, answer: { ok: false, trouble: this.#trouble } };
    const block = 64 * 1024;
    let early: Answer | undefined;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    // The clock of the final reply starts with the last octet; while blocks leave, each has its own.
    const expectation: Expectation = {
      timeout: 0,
      since: performance.now(),
      resolve: (answer) => {
        early = answer;
        resolve(answer);
      },
    };
    this.#expected.push(expectation);
    for (let at = 0; at + block < octets.length && !early; at += block) {
      const taken = this.#socket.write(octets.subarray(at, at + block));
      if (!taken) await this.#drained();
    }
    const may = !early && (await release());
    if (early) {
      const answer = await promise;
      const accepted = answer.ok && answer.reply.code < 400;
      this.#end(
        accepted
          ? { code: 'unexpected-reply', detail: answer.reply.text }
          : { code: 'connection-lost', detail: 'ours' },
      );
      return {
        left: false,
        answer: accepted && this.#trouble ? { ok: false, trouble: this.#trouble } : answer,
      };
    }
    if (!may) {
      this.#stop();
      return { left: false, answer: await promise };
    }
    if (shown !== undefined) this.#transcript.said('out', this.#secure, shown);
    expectation.since = performance.now();
    this.#arm(this.#timeouts.end);
    this.#socket.write(octets.subarray(Math.max(0, Math.ceil(octets.length / block) - 1) * block));
    return { left: true, answer: await promise };
  }

  /**
   * RFC 3207 §4: STARTTLS, and the handshake after its 220. Octets that came with the 220 were sent by nobody who may be believed.
   * A refusal leaves the connection usable in clear.
   */
  async startTls(expected: Expected): Promise<Secured> {
    this.#transcript.said('out', this.#secure, 'STARTTLS');
    const asked = this.#expect(this.#timeouts.command, 220);
    this.#socket.write('STARTTLS\r\n');
    const answer = await asked;
    if (!answer.ok) return answer;
    if (answer.reply.code !== 220) return { ok: false, reply: answer.reply };
    return this.encrypt(expected);
  }

  /** The handshake: after STARTTLS, or before a word was said (RFC 8314 §3.3). */
  async encrypt(expected: Expected): Promise<Secured> {
    if (this.#reader.pending) this.#end({ code: 'starttls-injection', detail: '' });
    if (this.#trouble) return { ok: false, trouble: this.#trouble };
    this.#detach();
    this.#socket.on('error', () => {});
    const shaken = await handshake(this.#socket, expected, this.#timeouts.handshake, this.#signal);
    if (!shaken.ok) {
      this.#end(shaken.trouble);
      return shaken;
    }
    this.#socket = shaken.socket;
    this.#secure = true;
    this.#reader = new ReplyReader();
    this.#attach(shaken.socket);
    return { ok: true, report: shaken.report };
  }

  /** RFC 5321 §4.1.1.10. The 221 is not waited for: nothing depends on it any more. */
  quit(): void {
    if (this.#trouble) return;
    this.#transcript.said('out', this.#secure, 'QUIT');
    this.#socket.write('QUIT\r\n');
    this.#finish({ code: 'connection-lost', detail: 'ours' });
    this.#socket.on('error', () => {});
    this.#socket.end();
    // A peer that never closes its half must not keep ours open.
    const socket = this.#socket;
    setTimeout(() => socket.destroy(), 2000).unref();
    socket.resume();
  }

  close(): void {
    this.#end({ code: 'connection-lost', detail: 'ours' });
  }

  #stop = (): void => this.#end(stoppedBy(this.#signal));

  #expect(timeout: number, endsOn?: number): Promise<Answer> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    if (this.#trouble) resolve({ ok: false, trouble: this.#trouble });
    else {
      this.#expected.push({ timeout, resolve, since: performance.now(), ...(endsOn ? { endsOn } : {}) });
      if (this.#expected.length === 1) this.#arm(timeout);
    }
    return promise;
  }

  /** One clock for the reply that is due next, counted from the moment when it became due: a server that drips gains nothing. */
  #arm(timeout: number): void {
    this.#patience = timeout;
    if (timeout > 0) this.#alarm.set(timeout);
    else this.#alarm.off();
  }

  #drained(): Promise<void> {
    this.#arm(this.#timeouts.block);
    return new Promise((resolve) => {
      const wake = () => {
        this.#alarm.off();
        this.#socket.off('drain', wake);
        this.#wakers.delete(wake);
        resolve();
      };
      this.#socket.on('drain', wake);
      this.#wakers.add(wake);
    });
  }

  #attach(socket: Socket): void {
    const read = (octets: Buffer) => {
      this.#reader.push(octets);
      this.#deliver();
    };
    const failed = (error: NodeJS.ErrnoException) =>
      this.#end({ code: 'connection-lost', detail: error.code ?? error.message });
    const closed = () => this.#end({ code: 'connection-lost', detail: '' });
    socket.on('data', read).on('error', failed).on('end', closed).on('close', closed).resume();
    this.#detach = () => {
      socket.off('data', read).off('error', failed).off('end', closed).off('close', closed);
    };
  }

  #deliver(): void {
    while (!this.#trouble) {
      const got = this.#reader.next();
      if (!got) return;
      if (!got.ok) {
        this.#transcript.said('in', this.#secure, got.text);
        this.#end({ code: got.fault, detail: got.text.slice(0, 200) });
        return;
      }
      const expectation = this.#expected.shift();
      const took = expectation && performance.now() - expectation.since;
      const lines = got.reply.text.split('\n');
      for (const [index, line] of lines.entries())
        this.#transcript.said('in', this.#secure, line, index === lines.length - 1 ? took : undefined);
      if (!expectation) {
        // RFC 5321 §3.8: a server may say 421 at any time before it closes. Anything else unasked for means that we lost count.
        this.#end({
          code: got.reply.code === 421 ? 'connection-lost' : 'unexpected-reply',
          detail: got.reply.text,
        });
        return;
      }
      this.#arm(this.#expected[0]?.timeout ?? 0);
      expectation.resolve({ ok: true, reply: got.reply });
      for (const wake of this.#wakers) wake();
      if (expectation.endsOn === got.reply.code) return;
    }
  }

  #finish(trouble: Trouble): void {
    this.#alarm[Symbol.dispose]();
    this.#signal.removeEventListener('abort', this.#stop);
    this.#detach();
    this.#trouble = trouble;
    for (const { resolve } of this.#expected.splice(0)) resolve({ ok: false, trouble });
    for (const wake of this.#wakers) wake();
  }

  #end(trouble: Trouble): void {
    if (this.#trouble) return;
    this.#finish(trouble);
    this.#socket.on('error', () => {});
    this.#socket.destroy();
  }
}
