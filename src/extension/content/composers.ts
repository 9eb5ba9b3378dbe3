/** The composers that are open in one document, as the first stage keeps them. */
import type { FoundField } from '../composer/find.ts';
import type { FieldName } from '../messages.ts';
import type { EntriesOf } from './guard/entered.ts';
import type { OpenComposer, OpenField, Session } from './handover.ts';

export interface Composer extends OpenComposer {
  readonly fields: ReadonlyMap<FieldName, Field>;
  /** Once the second stage works in it. */
  session?: Session;
}

interface Field extends OpenField {
  /** The second stage knows it. */
  equipped: boolean;
}

export interface OpenComposers {
  readonly size: number;
  /** Without those that the page has taken away meanwhile. */
  all(): readonly Composer[];
  has(input: HTMLElement): boolean;
  add(found: FoundField): Composer;
  /** The person is here now. */
  follow(target: EventTarget | undefined): void;
  /**
   * The one in which an event happened; where it happened at a place that belongs to no composer's part of the page, but by which the
   * webmail takes files, the current one.
   */
  around(path: readonly EventTarget[]): Composer | undefined;
  /** Where the person is, or was last; else the newest. */
  current(): Composer | undefined;
}

export function openComposers(
  entriesOf: EntriesOf,
  { onForget, signal }: { readonly onForget: (input: HTMLElement) => void; readonly signal: AbortSignal },
): OpenComposers {
  const open = new Map<
    Element,
    { composer: Composer; fields: Map<FieldName, Field>; end: AbortController }
  >();
  let current: Composer | undefined;
  signal.addEventListener('abort', () => open.clear(), { once: true });

  const close = (composer: Composer): void => {
    open.get(composer.root)?.end.abort();
    open.delete(composer.root);
    if (current === composer) current = undefined;
  };
  const all = (): readonly Composer[] => {
    for (const { fields } of open.values())
      for (const field of fields.values()) if (!field.input.isConnected) field.gone();
    return [...open.values()].map(({ composer }) => composer);
  };

  const here = (): Composer | undefined => {
    const standing = all();
    return current?.root.isConnected ? current : standing.at(-1);
  };

  return {
    get size() {
      return open.size;
    },
    all,
    has: (input) =>
      [...open.values()].some(({ fields }) => [...fields.values()].some((field) => field.input === input)),
    add({ site, root, field: name, input, finding }) {
      let entry = open.get(root);
      if (entry === undefined) {
        const fields = new Map<FieldName, Field>();
        const end = new AbortController();
        const composer: Composer = {
          site,
          root,
          fields,
          signal: AbortSignal.any([signal, end.signal]),
          ...(finding && { finding }),
        };
        entry = { composer, fields, end };
        open.set(root, entry);
        current = composer;
      }
      const { composer, fields } = entry;
      const old = fields.get(name);
      const end = new AbortController();
      const life = AbortSignal.any([composer.signal, end.signal]);
      const kind = site.fields[name]?.kind ?? 'text';
      const field: Field = {
        name,
        kind,
        input,
        // What comes of a text in a field that nobody described, nobody knows: all that was put into it is kept.
        entries: entriesOf(input, finding ? 'chips' : kind, life),
        signal: life,
        equipped: false,
        gone() {
          if (end.signal.aborted) return;
          end.abort();
          onForget(input);
          if (fields.get(name) === field) fields.delete(name);
          if (fields.size === 0) close(composer);
        },
      };
      fields.set(name, field);
      // The webmail rebuilt the field: what was there goes with the old one.
      old?.gone();
      return composer;
    },
    follow(target) {
      const here = all().find(({ root }) => target instanceof Node && root.contains(target));
      if (here) current = here;
    },
    around(path) {
      if (open.size === 0) return undefined;
      const within = all().find(({ root }) => path.includes(root));
      if (within) return within;
      const near = here();
      const places = [near?.site.attach?.inputs?.css, near?.site.attach?.drop?.css].filter(
        (css) => css !== undefined,
      );
      return path.some((one) => one instanceof Element && places.some((css) => one.matches(css)))
        ? near
        : undefined;
    },
    current: here,
  };
}
