/**
 * One webmail's composer, as data: where its parts stand and how it takes what is put into them. To teach Waypost a webmail, copy a
 * file of this folder, change the selectors, say how you know each (`evidence`) and when, and add it to all.ts.
 *
 * Prefer ids, names and ARIA attributes; generated class names rot. A part that the webmail does not have is left out.
 */
import type { FieldName } from '../messages.ts';

/**
 * `run`: seen in the running webmail. `source`: read in its code. `reported`: somebody's word, to be checked.
 */
export type Evidence = 'run' | 'source' | 'reported';

export interface Part {
  /** A CSS selector; the first match within the composer counts. */
  readonly css: string;
  readonly evidence: Evidence;
  /** When it was seen, `2026-11-23`. */
  readonly date: string;
}

/** A recipient field in which the person edits one text, `a@x.test, b@y.test`. */
export interface TextField {
  readonly kind: 'text';
  readonly input: Part;
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
  /** Elements of a chip whose texts, joined, are `address` or `Name <address>`. */
  readonly chipText: readonly Part[];
  /** What the webmail puts behind a chip's text, such as a comma: no part of the recipient. */
  readonly chipTail?: string;
  /** The control within a chip that takes it out. */
  readonly remove: Part;
  /** A hidden control whose value is what the webmail will really send: a list of all recipients, pending text included. */
  readonly carrier?: Part;
}

export type RecipientField = TextField | ChipsField;

/** Something that stands in a script of the page: the first group of `pattern` is a JSON string. */
export interface ScriptPart extends Part {
  readonly pattern: RegExp;
}

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
    /** The frame of the rich editor, of the same origin; where it exists and shows, it holds the body. */
    readonly rich?: Part;
  };
  /** Elements whose texts are the names of what is attached. */
  readonly attachments?: Part;
  readonly inReplyTo?: ScriptPart;
  readonly send: Part;
}
