/** Native messaging frames: four octets of length, little-endian on every platform that browsers support, then JSON in UTF-8. */
import type { Readable } from 'node:stream';

export type Frame =
  | { readonly ok: true; readonly message: unknown }
  /** `too-large` is skipped and reading goes on; after `not-json` too. */
  | { readonly ok: false; readonly fault: 'too-large' | 'not-json'; readonly size: number };

/** Cuts a stream of octets into frames. Chunks are joined once per frame: joining at each chunk would cost quadratic time. */
export class FrameReader {
  readonly #cap: number;
  readonly #take: (frame: Frame) => void;
  #chunks: Buffer[] = [];
  #have = 0;
  /** Octets of the present frame's body, once its length is known. */
  #size: number | undefined;
  /** Octets of a frame too large that are still to be thrown away. */
  #skip = 0;

  constructor(cap: number, take: (frame: Frame) => void) {
    this.#cap = cap;
    this.#take = take;
  }

  push(octets: Buffer): void {
    let rest = octets;
    while (rest.length > 0) {
      if (this.#skip > 0) {
        const gone = Math.min(this.#skip, rest.length);
        this.#skip -= gone;
        rest = rest.subarray(gone);
        continue;
      }
      const wanted = (this.#size ?? 4) - this.#have;
      const piece = rest.subarray(0, wanted);
      this.#chunks.push(piece);
      this.#have += piece.length;
      rest = rest.subarray(piece.length);
      if (piece.length < wanted) return;
      this.#complete();
    }
  }

  #complete(): void {
    const [first = Buffer.alloc(0)] = this.#chunks;
    const whole = this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#have = 0;
    if (this.#size === undefined) {
      const size = whole.readUInt32LE(0);
      if (size > this.#cap) {
        this.#skip = size;
        this.#take({ ok: false, fault: 'too-large', size });
      } else if (size === 0) this.#take({ ok: false, fault: 'not-json', size });
      else this.#size = size;
      return;
    }
    const size = this.#size;
    this.#size = undefined;
    this.#take(frameOf(whole, size));
  }
}

function frameOf(octets: Buffer, size: number): Frame {
  try {
    return { ok: true, message: JSON.parse(octets.toString('utf8')) };
  } catch {
    return { ok: false, fault: 'not-json', size };
  }
}

/** One frame, or undefined when its JSON is over the cap: the browser would end the connection. */
export function frame(message: unknown, cap: number): Buffer | undefined {
  const body = JSON.stringify(message);
  const size = Buffer.byteLength(body);
  if (size > cap) return undefined;
  const framed = Buffer.allocUnsafe(4 + size);
  framed.writeUInt32LE(size);
  framed.write(body, 4);
  return framed;
}

export function readFrames(stream: Readable, cap: number, take: (frame: Frame) => void): void {
  const reader = new FrameReader(cap, take);
  stream.on('data', (chunk: Buffer) => reader.push(chunk));
}
