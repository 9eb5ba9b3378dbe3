/** What becomes of each attachment of the draft: plain data, changed only by what the person does. */
import { fileName, mediaType } from '../../core/bridge/file.ts';
import { limits } from '../../core/bridge/limits.ts';
import { octetsOf } from '../../core/bridge/protocol.ts';
import type { FrozenFile } from '../background/api.ts';

/** Why a file can't go as it is. A sentence for each is in core/words/interface.ts, `confirm.file-…`. */
export type FileTrouble =
  /** Nobody saw it being added: restored, forwarded, taken from a cloud. */
  | 'unseen'
  /** The composer was closed, or its tab. */
  | 'gone'
  /** Changed or deleted since it was added. */
  | 'unreadable'
  /** It was added, and may have been taken out again, or stand in the text. */
  | 'doubtful';

/** Out of the composer. */
interface Caught {
  readonly kind: 'caught';
  readonly at: number;
  readonly size: number;
  readonly type: string;
}

export type FileChoice =
  | Caught
  /** Chosen here. */
  | { readonly kind: 'picked'; readonly file: File }
  /** `caught`: what goes if the person says so. */
  | { readonly kind: 'open'; readonly trouble: FileTrouble; readonly caught?: Caught }
  | { readonly kind: 'left'; readonly instead: Exclude<FileChoice, { kind: 'left' }> };

export interface FileRow {
  readonly name: string;
  readonly choice: FileChoice;
}

export function rowsOf(files: readonly FrozenFile[]): readonly FileRow[] {
  return files.map(({ name, caught, doubtful }, at) => {
    if (caught === undefined) return { name, choice: { kind: 'open', trouble: 'unseen' } };
    const known: Caught = { kind: 'caught', at, size: caught.size, type: mediaType(caught.type) };
    return { name, choice: doubtful ? { kind: 'open', trouble: 'doubtful', caught: known } : known };
  });
}

/** The person says that it goes. */
export function keep({ name, choice }: FileRow): FileRow {
  return { name, choice: choice.kind === 'open' ? (choice.caught ?? choice) : choice };
}

export function pick(row: FileRow, file: File): FileRow {
  return { ...row, name: fileName(file.name), choice: { kind: 'picked', file } };
}

export function leaveOut({ name, choice }: FileRow): FileRow {
  return { name, choice: choice.kind === 'left' ? choice : { kind: 'left', instead: choice } };
}

export function putBack({ name, choice }: FileRow): FileRow {
  return { name, choice: choice.kind === 'left' ? choice.instead : choice };
}

export function failed({ name }: FileRow, trouble: FileTrouble): FileRow {
  return { name, choice: { kind: 'open', trouble } };
}

/** In octets; undefined where only a name is known. */
export function sizeOf({ choice }: FileRow): number | undefined {
  const meant = choice.kind === 'left' ? choice.instead : choice;
  if (meant.kind === 'open') return meant.caught?.size;
  if (meant.kind === 'caught') return meant.size;
  return meant.kind === 'picked' ? meant.file.size : undefined;
}

/** The octets of those that go along. */
export function octetsAlong(rows: readonly FileRow[]): number {
  return octetsOf(rows.map((row) => ({ size: row.choice.kind === 'left' ? 0 : (sizeOf(row) ?? 0) })));
}

/** Why nothing can be sent yet; undefined where nothing is in the way. */
export function inTheWay(rows: readonly FileRow[]): 'open' | 'too-many' | 'too-large' | undefined {
  if (rows.some(({ choice }) => choice.kind === 'open')) return 'open';
  if (rows.filter(({ choice }) => choice.kind !== 'left').length > limits.files) return 'too-many';
  return octetsAlong(rows) > limits.fileOctets ? 'too-large' : undefined;
}
