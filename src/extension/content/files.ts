/**
 * The files that a person adds to a composer, as references: no octet of theirs is read before Send is pressed in the confirmation. Only
 * what the browser itself says counts (trusted events), so that a page can't slip in a file of its own making.
 */
import { limits } from '../../core/bridge/limits.ts';
import type { CaughtFile, ComposerFile, FileAnswer } from '../messages.ts';
import type { OpenComposer } from './handover.ts';
import { newId } from './new-id.ts';

/** More than may go along, so that it shows that there are too many; and a page can't make us keep more. */
const most = limits.recipients + 1;

interface Kept {
  readonly id: string;
  readonly file: File;
  /** Whether something happened that may have made it another thing than a file of this message, where the composer does not say. */
  readonly isDoubtful: () => boolean;
}

export interface Files {
  /** What the composer lists, each with the file of that name that was caught; where it lists nothing, all that were. */
  listed(composer: OpenComposer, names: readonly ComposerFile[]): readonly ComposerFile[];
  /** A piece of a file that is kept here; undefined where it is not. */
  piece(id: string, offset: number): Promise<FileAnswer> | undefined;
}

/** Listens on window, from its beginning: a webmail that takes a dropped file keeps the event to itself, and empties its input. */
export function rememberFiles(
  window: Window,
  composerOf: (path: readonly EventTarget[]) => OpenComposer | undefined,
  signal: AbortSignal,
): Files {
  const kept = new Map<Element, Kept[]>();
  signal.addEventListener('abort', () => kept.clear(), { once: true });

  const take = (
    event: Event,
    files: FileList | null | undefined,
    isDoubtful: (file: File) => boolean = () => false,
  ): void => {
    if (!event.isTrusted || !files || files.length === 0) return;
    const composer = composerOf(event.composedPath());
    if (composer === undefined) return;
    const here = kept.get(composer.root) ?? [];
    if (!kept.has(composer.root)) {
      kept.set(composer.root, here);
      composer.signal.addEventListener('abort', () => kept.delete(composer.root), { once: true });
    }
    for (const file of files) {
      if (here.length < most && !here.some((other) => other.file === file))
        here.push({ id: newId(), file, isDoubtful: () => isDoubtful(file) });
    }
  };
  const at = { capture: true, signal } as const;
  window.addEventListener(
    'change',
    (event) => {
      const [input] = event.composedPath();
      if (!(input instanceof HTMLInputElement)) return;
      // The same control holds another file now: added, or in its place.
      const isReplaced = (file: File): boolean => {
        const now = input.isConnected ? [...(input.files ?? [])] : [];
        return now.length > 0 && !now.includes(file);
      };
      take(event, input.files, isReplaced);
    },
    at,
  );
  window.addEventListener('drop', (event) => take(event, event.dataTransfer?.files), at);
  window.addEventListener(
    'paste',
    (event) => {
      const [target] = event.composedPath();
      const inText = target instanceof HTMLElement && target.isContentEditable;
      // A picture that is pasted into a text mostly stands in it.
      take(event, event.clipboardData?.files, ({ type }) => inText && type.startsWith('image/'));
    },
    at,
  );

  return {
    listed({ site, root }, names) {
      const here = kept.get(root) ?? [];
      if (site.attachments === undefined)
        return here.map((one) => ({
          name: one.file.name,
          caught: said(one),
          ...(one.isDoubtful() && { doubtful: true }),
        }));
      const left = [...here];
      return names.map(({ name }) => {
        const match = left.findIndex(({ file }) => sameName(file.name, name));
        const [one] = match === -1 ? [] : left.splice(match, 1);
        return one === undefined ? { name } : { name: one.file.name, caught: said(one) };
      });
    },
    piece(id, offset) {
      for (const here of kept.values()) {
        const one = here.find((other) => other.id === id);
        if (one) return read(one.file, offset);
      }
      return undefined;
    },
  };
}

const said = ({ id, file }: Kept): CaughtFile => ({ id, size: file.size, type: file.type });

/** A list may hold more spaces than the name, or compose its letters in another way. */
function sameName(one: string, other: string): boolean {
  const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return plain(one) === plain(other);
}

/**
 * The browser refuses to read a file that changed on the disk since it was chosen. As a `data:` URL, not as octets: Firefox gives those to
 * a content script as an array of the page's, most of whose methods are closed to it.
 */
function read(file: File, offset: number): Promise<FileAnswer> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      const [, data = ''] = String(reader.result).split(',');
      resolve({ ok: true, size: file.size, data });
    };
    reader.onerror = () => resolve({ ok: false, reason: 'unreadable' });
    reader.readAsDataURL(file.slice(offset, offset + limits.chunk));
  });
}
