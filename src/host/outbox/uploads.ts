/**
 * Files that one page handed over for a draft that it is about to send. They wait in memory and belong to the connection: whoever goes
 * away before the send leaves nothing behind, and nothing is called queued before the store has the whole message.
 */
import { createHash } from 'node:crypto';
import { limits } from '../../core/bridge/limits.ts';
import type { Draft, Request } from '../../core/bridge/protocol.ts';
import type { Refusal } from './intake.ts';

type Piece = Pick<Extract<Request, { type: 'upload' }>, 'message' | 'file' | 'offset' | 'data'>;

export type TakenFiles =
  | { readonly ok: true; readonly contents: readonly Buffer[] }
  | { readonly ok: false; readonly refusal: Refusal };

interface File {
  chunks: Buffer[];
  size: number;
}

export class Uploads {
  /** A page sends one draft at a time: the files of another one are wanted no more. */
  #message = '';
  #files: File[] = [];

  /** Takes a piece that follows what is here. `received`: octets of its file so far. */
  add({
    message,
    file: at,
    offset,
    data,
  }: Piece):
    | { readonly ok: true; readonly received: number }
    | { readonly ok: false; readonly refusal: Refusal } {
    if (message !== this.#message) {
      this.#message = message;
      this.#files = [];
    }
    if (at > this.#files.length) return refused('bad-upload', `file ${at}, ${this.#files.length} before it`);
    if (offset === 0) this.#files[at] = { chunks: [], size: 0 };
    const file = this.#files[at];
    if (file?.size !== offset) return refused('bad-upload', `file ${at}, ${file?.size ?? 0} != ${offset}`);
    const octets = Buffer.from(data, 'base64');
    const all = this.#files.reduce((sum, { size }) => sum + size, octets.length);
    if (all > limits.fileOctets) {
      this.#files = [];
      return refused('too-large', `${all} > ${limits.fileOctets}`);
    }
    file.chunks.push(octets);
    file.size += octets.length;
    return { ok: true, received: file.size };
  }

  /** The octets of a draft's attachments, each as long as it says and with the digest that it names. They are here no more afterwards. */
  take(draft: Draft): TakenFiles {
    const wanted = draft.attachments ?? [];
    const files = draft.id === this.#message ? this.#files : [];
    this.#message = '';
    this.#files = [];
    if (files.length !== wanted.length)
      return refused('bad-upload', `${files.length} != ${wanted.length} files`);
    const contents: Buffer[] = [];
    for (const [at, { name, size, digest }] of wanted.entries()) {
      const octets = Buffer.concat(files[at]?.chunks ?? []);
      if (octets.length !== size) return refused('bad-upload', `${name}, ${octets.length} != ${size}`);
      if (createHash('sha256').update(octets).digest('hex') !== digest)
        return refused('bad-upload', `${name}, SHA-256`);
      contents.push(octets);
    }
    return { ok: true, contents };
  }
}

function refused(code: Refusal['code'], detail: string): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code, detail } };
}
