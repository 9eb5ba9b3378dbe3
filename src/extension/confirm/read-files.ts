/** After the click: the octets of the files, out of the composer's tab or from the disk. */
import { mediaType } from '../../core/bridge/file.ts';
import type { Attachment } from '../../core/bridge/protocol.ts';
import type { BackgroundApi } from '../background/api.ts';
import { fromBase64 } from '../base64.ts';
import { sha256 } from '../sha256.ts';
import type { FileRow, FileTrouble } from './file-choices.ts';

export interface ReadFile {
  readonly attachment: Attachment;
  readonly octets: Uint8Array;
}

export type ReadFiles =
  | { readonly ok: true; readonly files: readonly ReadFile[] }
  /** `row`: whose file it was. */
  | { readonly ok: false; readonly row: number; readonly trouble: FileTrouble };

/** @param piece gives a piece of one of the draft's caught files, by its place among them */
export async function readFiles(
  rows: readonly FileRow[],
  piece: (file: number, offset: number) => ReturnType<BackgroundApi['filePiece']>,
): Promise<ReadFiles> {
  const files: ReadFile[] = [];
  for (const [row, { name, choice }] of rows.entries()) {
    if (choice.kind === 'left') continue;
    const octets =
      choice.kind === 'caught'
        ? await readCaught(choice.size, (offset) => piece(choice.at, offset)).catch(
            () => 'unreadable' as const,
          )
        : choice.kind === 'picked'
          ? await readPicked(choice.file)
          : choice.trouble;
    if (typeof octets === 'string') return { ok: false, row, trouble: octets };
    const type =
      choice.kind === 'picked' ? mediaType(choice.file.type) : choice.kind === 'caught' ? choice.type : '';
    const digest = await sha256(octets);
    files.push({ attachment: { name, type, size: octets.length, digest }, octets });
  }
  return { ok: true, files };
}

/** As long as was shown, or not at all. Rejects where nobody answers, or with what is no base64. */
async function readCaught(
  size: number,
  piece: (offset: number) => ReturnType<BackgroundApi['filePiece']>,
): Promise<Uint8Array<ArrayBuffer> | FileTrouble> {
  const octets = new Uint8Array(size);
  let have = 0;
  do {
    const answer = await piece(have);
    if (!answer.ok) return answer.reason === 'unreadable' ? 'unreadable' : 'gone';
    const part = fromBase64(answer.data);
    const wrong = answer.size !== size || have + part.length > size || (part.length === 0 && have < size);
    if (wrong) return 'unreadable';
    octets.set(part, have);
    have += part.length;
  } while (have < size);
  return octets;
}

async function readPicked(file: File): Promise<Uint8Array<ArrayBuffer> | FileTrouble> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return 'unreadable';
  }
}
