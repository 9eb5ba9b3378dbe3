/** Replies as a server sends them, RFC 5321 §4.2: one or more lines under one code. */

export interface Reply {
  /** 200 to 599. */
  readonly code: number;
  /** RFC 3463 with RFC 2034: `5.1.1`, only if its class agrees with the code. */
  readonly enhanced?: string;
  /** What stands behind the code on each line, the enhanced code included. */
  readonly lines: readonly string[];
  /** Whole lines as received, joined by `\n`, control characters made visible. */
  readonly text: string;
}

/** RFC 5321 §4.3.2: the first digit decides; the rest is advice. */
export const isPositive = (reply: Reply): boolean => reply.code < 300;
export const isIntermediate = (reply: Reply): boolean => reply.code >= 300 && reply.code < 400;

export type ReplyFault = 'malformed-reply' | 'reply-too-large';
export type ReadReply =
  | { readonly ok: true; readonly reply: Reply }
  | { readonly ok: false; readonly fault: ReplyFault; readonly text: string };

/** RFC 5321 §4.5.3.1.5 asks for 512 octets a line; servers write longer ones. No honest reply reaches these. */
const lineCap = 4096;
const replyCap = 64 * 1024;

/** Printable ASCII, as nearly every reply is: it needs nothing of what follows. */
const plain = /^[\x20-\x7e]*$/;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * RFC 6531 §3.7.4: UTF-8 where the server speaks it; what is not UTF-8 is read as Latin-1, so that nothing is lost. A reply is shown
 * on terminals and pages, so control characters become their pictures, and marks that turn the writing direction become U+FFFD.
 */
function legible(octets: Buffer): string {
  const latin = octets.toString('latin1');
  if (plain.test(latin)) return latin;
  let text: string;
  try {
    text = strictUtf8.decode(octets);
  } catch {
    text = latin;
  }
  return text
    .replace(/[\x00-\x08\x0a-\x1f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replace(/[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** Takes octets as they come and gives replies as they become whole. After a fault it gives nothing but that fault. */
export class ReplyReader {
  #chunks: Buffer[] = [];
  #waiting = 0;
  #lines: { text: string; code: string }[] = [];
  #size = 0;
  #ready: ReadReply[] = [];
  #fault: ReadReply | undefined;

  push(octets: Buffer): void {
    let rest = octets;
    while (!this.#fault) {
      const end = rest.indexOf(0x0a);
      const piece = end < 0 ? rest : rest.subarray(0, end + 1);
      this.#chunks.push(piece);
      this.#waiting += piece.length;
      this.#size += piece.length;
      if (this.#waiting > lineCap || this.#size > replyCap) {
        // Where it became too much depends on how it came; how it began does not.
        const begin = this.#lines[0]?.text ?? legible(Buffer.concat(this.#chunks).subarray(0, 200));
        this.#fail('reply-too-large', begin);
        return;
      }
      if (end < 0) return;
      const line = Buffer.concat(this.#chunks);
      this.#chunks = [];
      this.#waiting = 0;
      this.#take(line);
      rest = rest.subarray(end + 1);
      if (rest.length === 0) return;
    }
  }

  /** The next whole reply, or the fault that ended the reading. */
  next(): ReadReply | undefined {
    return this.#ready.shift() ?? this.#fault;
  }

  /** Whether octets are here that `next` has not given yet. */
  get pending(): boolean {
    return this.#ready.length > 0 || this.#lines.length > 0 || this.#waiting > 0 || this.#fault !== undefined;
  }

  #fail(fault: ReplyFault, text: string): void {
    this.#fault = { ok: false, fault, text };
  }

  #take(octets: Buffer): void {
    // A line that ends with LF alone is understood, as every client does; the CR belongs to no text either way.
    const end = octets.at(-2) === 0x0d ? octets.length - 2 : octets.length - 1;
    const text = legible(octets.subarray(0, end));
    const code = text.slice(0, 3);
    const first = this.#lines[0];
    // RFC 5321 §4.2 Reply-line
    if (!/^[2-5][0-9]{2}(?:[ -]|$)/.test(text) || (first && first.code !== code)) {
      this.#fail('malformed-reply', text);
      return;
    }
    this.#lines.push({ code, text });
    if (text[3] === '-') return;
    const lines = this.#lines.map((line) => line.text.slice(4));
    const enhanced = /^([245]\.[0-9]{1,3}\.[0-9]{1,3})(?= |$)/.exec(lines.at(-1) ?? '')?.[1];
    this.#ready.push({
      ok: true,
      reply: {
        code: Number(code),
        lines,
        text: this.#lines.map((line) => line.text).join('\n'),
        ...(enhanced?.[0] === code[0] && enhanced !== undefined && { enhanced }),
      },
    });
    this.#lines = [];
    this.#size = 0;
  }
}
