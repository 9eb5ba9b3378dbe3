/**
 * The small protocol between the content script and Waypost's own code: find, read, insert, mark.
 * No verb names the host, the settings or a send; every text is cut to a length. The page is hostile,
 * so what comes from a content script is data that a person will look at, never a command.
 */
import type { Language } from '../core/words/phrase.ts';

export const fieldNames = ['to', 'cc', 'bcc'] as const;
export type FieldName = (typeof fieldNames)[number];

/** What stands in one recipient field: committed chips and text still being typed, told apart. */
export interface FieldContent {
  readonly field: FieldName;
  /** Each as the webmail holds it, `Name <address>` or `address`. */
  readonly recipients: readonly string[];
  /** Text that is no recipient (yet): still typed, or refused by the webmail or by the grammar. */
  readonly pending: string;
}

/** A file that a composer holds. */
export interface ComposerFile {
  /** As the composer shows it. */
  readonly name: string;
  /** Seen as the person added it: by what it is asked for, and what the browser says of it. */
  readonly caught?: CaughtFile;
  /** Nobody can tell whether the composer still holds it as a file. */
  readonly doubtful?: true;
}

export interface CaughtFile {
  readonly id: string;
  /** Octets. */
  readonly size: number;
  readonly type: string;
}

/** A composer as the content script sees it. Each part is cut to `limits` of core/bridge, or, where there is more, to one over. */
export interface ComposerContent {
  /** Which site file matched: `roundcube-elastic`, `roundcube-larry`, `demo`. */
  readonly site: string;
  /** Key of core/webmail, whose behaviour is known. */
  readonly webmail: string;
  readonly fields: readonly FieldContent[];
  readonly from?: string;
  readonly subject: string;
  readonly text: string;
  /** What stands in a rich editor, as it wrote it: not to be shown or sent before it is cleaned. */
  readonly html?: string;
  readonly attachments: readonly ComposerFile[];
  readonly inReplyTo?: string;
}

/** How sure it is that a composer is one: `pointed` by the person, `probable` by two things that say so, `possible` by one. */
export const certainties = ['pointed', 'probable', 'possible'] as const;
export const findingGrounds = ['pointed', 'label', 'name'] as const;

/** A composer that no site file describes. */
export interface Finding {
  readonly certainty: (typeof certainties)[number];
  readonly by: (typeof findingGrounds)[number];
  /** The label, or the name in the page's code, or the selector of the field that was pointed at. */
  readonly text: string;
}

/** What the person decided for one site. Kept by the background; a content script only hears of it. */
export interface SiteSettings {
  /** Whether Send is held where a route would be damaged. */
  readonly guard: boolean;
  /** Recipient fields that the person pointed at: a selector for each. */
  readonly pointed: Readonly<Partial<Record<FieldName, string>>>;
}

/** Background to content script, in every frame of a tab. `frame`: meant for the one that read the composer, as it called itself. */
export type ToContent =
  | { readonly type: 'state' }
  | { readonly type: 'read' }
  | {
      readonly type: 'insert';
      readonly field: FieldName;
      readonly address: string;
      readonly replaces?: string;
      readonly frame?: string;
    }
  /** A piece of a file, from `offset` on. Asked for only once the person has pressed Send in the confirmation. */
  | { readonly type: 'file'; readonly id: string; readonly offset: number }
  /** After a direct send: say so beside the fields. The draft itself is never touched. `maybe`: no final answer came. */
  | { readonly type: 'sent-directly'; readonly maybe?: boolean; readonly frame?: string }
  /** The person changed them in the popup. */
  | { readonly type: 'settings'; readonly settings: SiteSettings }
  /** The person is asked to point at a field of the page. The third stage is there by then. */
  | { readonly type: 'point'; readonly field: FieldName }
  /** A permission was taken back: whose address it was ends, and takes its marks away. */
  | { readonly type: 'permission-removed' };

/** Content script's answer to each. */
export type StateAnswer =
  | {
      readonly ok: true;
      readonly site: string;
      readonly webmail: string;
      /** Absent where a site file describes the webmail. */
      readonly finding?: Finding;
      /** Waypost came to the page after it was loaded: the guard is complete after the next reload. */
      readonly late: boolean;
    }
  | { readonly ok: false; readonly reason: 'no-composer' };
export type ReadAnswer =
  | { readonly ok: true; readonly composer: ComposerContent; readonly frame?: string }
  | { readonly ok: false; readonly reason: 'no-composer' };
export type InsertAnswer =
  | { readonly ok: true; readonly stands: string }
  /** `changed`: the webmail made something else of it; it was taken out again. */
  | {
      readonly ok: false;
      readonly reason: 'no-composer' | 'no-field' | 'changed' | 'not-taken';
      readonly stands?: string;
    };
/** `data`: at most `limits.chunk` octets in base64. `gone`: the composer was closed. `unreadable`: changed or deleted since it was added. */
export type FileAnswer =
  | { readonly ok: true; readonly size: number; readonly data: string }
  | { readonly ok: false; readonly reason: 'gone' | 'unreadable' };

/** Content script to background. */
export type FromContent =
  /** A composer appeared: the second stage of the content script is wanted in this frame, in this language. */
  | { readonly type: 'second-stage'; readonly language: Language }
  /** The person is at a field of a page in which no site file knows one: the third stage is wanted in this frame. */
  | { readonly type: 'third-stage' }
  /** The person pointed at a field, as they were asked to; without one they gave up. */
  | { readonly type: 'pointed'; readonly field: FieldName; readonly css?: string }
  /** Whether this frame's address is still one of those that are allowed. */
  | { readonly type: 'may-stay' }
  /** The person pressed our mark beside a field: open the builder. */
  | { readonly type: 'open-builder'; readonly field: FieldName };

/** What the background answers a content script that asked for something: with a stage come the settings of its site. */
export interface ContentAnswer {
  readonly ok: boolean;
  readonly settings?: SiteSettings;
}
