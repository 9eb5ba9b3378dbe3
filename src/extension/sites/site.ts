/**
 * One webmail's composer, as data: where its parts stand and how it takes what is put into them. To teach Waypost a webmail, copy a
 * file of this folder, change the selectors, say how you know each (`evidence`) and when, and add it to all.ts.
 *
 * Prefer ids, names and ARIA attributes; generated class names rot. A part that the webmail does not have is left out, and named
 * in `absent`.
 */
import type { FieldName } from '../messages.ts';

/**
 * `run`: seen in the running webmail. `source`: read in its code. `reported`: somebody's word, to be checked. `found`: by what the page says of
 * itself, where no site file describes it (composer/elsewhere): never in a site file.
 */
export type Evidence = 'run' | 'source' | 'reported' | 'found';

export interface Known {
  readonly evidence: Evidence;
  /** When it was seen, `2026-11-23`. */
  readonly date: string;
}

export interface Part extends Known {
  /** A CSS selector; the first match within the composer counts. */
  readonly css: string;
}

/** One way to put a text into a recipient field so that the webmail takes it. */
export type Rung =
  /** Its value set, `input`, `change`. */
  | 'set-change'
  /** Its value set, `input`, then a key: Enter or a comma. */
  | 'set-enter'
  | 'set-comma'
  /** Focus, its value set, `input`, and the focus taken away. */
  | 'set-blur'
  /** A `paste` event that carries the text. */
  | 'paste'
  /** Focus, `execCommand('insertText')`, and the focus taken away. */
  | 'insert-text';

/** A recipient field in which the person edits one text, `a@x.test, b@y.test`. */
export interface TextField {
  readonly kind: 'text';
  readonly input: Part;
  /** How this webmail takes inserted text, in the order to try. */
  readonly rungs: readonly Rung[];
}

/** A text within a chip. */
export interface ChipText extends Part {
  /** The attribute that holds it; without one it is the element's own text. `css` may be `:scope`, the chip itself. */
  readonly attribute?: string;
}

/** A recipient field that turns each recipient into a chip, with a small input for the one being typed. */
export interface ChipsField {
  readonly kind: 'chips';
  /** Around the chips and the input: what a person sees as the field. */
  readonly list: Part;
  /** Where the person types. It holds the pending text. */
  readonly input: Part;
  /** One committed recipient. */
  readonly chip: Part;
  /** Parts of a chip whose texts, joined, are `address` or `Name <address>`. A part that this chip does not have counts as empty. */
  readonly chipText: readonly ChipText[];
  /** What the webmail puts behind a chip's text, such as a comma: no part of the recipient. */
  readonly chipTail?: string;
  /** The control within a chip that takes it out. */
  readonly remove: Part;
  /** A hidden control whose value is what the webmail will really send: a list of all recipients, pending text included. */
  readonly carrier?: Part;
  /** The webmail sends also what is still in the input: a text that stays there counts as inserted. */
  readonly sendsPending?: boolean;
  /** How this webmail takes inserted text, in the order to try. */
  readonly rungs: readonly Rung[];
}

export type RecipientField = TextField | ChipsField;

/** Something that stands in a script of the page: the first group of `pattern` is a JSON string. */
export interface ScriptPart extends Part {
  readonly pattern: RegExp;
}

/** A key with its modifiers: `Ctrl+Enter`. `Ctrl` stands for Command on a Mac too. */
export type KeyCombination = `${'' | 'Ctrl+'}${'' | 'Alt+'}${'' | 'Shift+'}${'Enter' | 'S'}`;

/** Parts that a webmail may not have. */
export type OptionalPart =
  | 'cc'
  | 'bcc'
  | 'from'
  | 'rich'
  | 'attachments'
  | 'attach'
  | 'inReplyTo'
  | 'suggestions'
  | 'sendKeys';

export interface Site {
  /** Names the site everywhere, such as `roundcube-elastic`. */
  readonly key: string;
  /** Key of core/webmail: how this webmail treats each notation. */
  readonly webmail: string;
  /** What a person calls it. */
  readonly name: string;
  /**
   * The smallest element around all parts of one composer: the closest match around a recipient field. `body` where
   * the webmail has one composer to a page.
   */
  readonly composer: Part;
  /** The field's `input` must match in this webmail only: it is how the webmail is recognised. */
  readonly fields: Readonly<Partial<Record<FieldName, RecipientField>>> & { readonly to: RecipientField };
  /** A text input or a `select` whose chosen option's text is the sender. */
  readonly from?: Part;
  readonly subject: Part;
  readonly body: {
    /** A `textarea`, or an element whose text is the body. */
    readonly plain: Part;
    /** The rich editor: its frame, of the same origin, or its editable element. Where it exists and shows, it holds the body. */
    readonly rich?: Part;
  };
  /** Elements whose texts are the names of what is attached. */
  readonly attachments?: Part;
  /** Where files come in: every `input` of type file, and what they may be dropped on. An input that is in no document can't be heard. */
  readonly attach?: { readonly inputs?: Part; readonly drop?: Part };
  readonly inReplyTo?: ScriptPart;
  /** Entries that the webmail proposes while somebody types: neither chips nor pending text. They may stand outside of the composer. */
  readonly suggestions?: Part;
  /** Every control that sends the message. */
  readonly send: Part;
  /** The webmail's own shortcuts for Send, pressed anywhere in the composer. */
  readonly sendKeys?: Known & { readonly keys: readonly KeyCombination[] };
  /** What was looked for and is not there. A part that is neither given nor named here is one that nobody has looked for. */
  readonly absent: Readonly<Partial<Record<OptionalPart, Known>>>;
}
