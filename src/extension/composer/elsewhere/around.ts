/**
 * A composer of a webmail that no site file describes, found from one element of it: the fields that say what they are, and a Send near by.
 * Runs when a person comes to a field, never because the page changed; and looks at no more than `most` elements.
 */
import type { FieldName, Finding } from '../../messages.ts';
import { buttonRole, type Named, nameOf } from './names.ts';

export interface Around {
  /** The smallest element around all its parts. */
  readonly root: Element;
  readonly fields: ReadonlyMap<FieldName, HTMLElement>;
  readonly subject?: HTMLElement;
  readonly plain?: HTMLElement;
  readonly rich?: HTMLElement;
  readonly send?: HTMLElement;
  readonly finding: Finding;
}

/** Fields and buttons in one element; where there are more, it is a page and no composer. */
const most = 400;

const recipientControls =
  'input:not([type]), input:is([type="text"], [type="email"], [type="search"]), textarea';
const editables = `${recipientControls}, [contenteditable=""], [contenteditable="true"], [contenteditable="plaintext-only"], iframe`;
const buttons =
  'button, [role="button"], input:is([type="submit"], [type="button"], [type="image"], [type="file"]), a:is(:not([href]), [href="#"], [class*="button" i], [class*="btn" i])';
/** Where somebody logs in or pays, nobody writes a message. */
const never = 'input[type="password"], [autocomplete^="cc-"]';

/** @param start a field to which the person came */
export function composerAround(start: Element): Around | undefined {
  const look = looker();
  const to = recipientNear(start, look);
  return to && composerOf(to, look);
}

/** With a field that the person pointed at. What else there is to it is looked for; it may have no more. */
export function composerPointed(input: HTMLElement, field: FieldName, text: string): Around {
  const finding = { certainty: 'pointed', by: 'pointed', text } as const;
  const found = composerOf(input, looker(), field);
  if (found) return { ...found, finding };
  const root = input.closest('form') ?? input.ownerDocument.body;
  return { root, fields: new Map([[field, input]]), finding };
}

interface Looker {
  name(control: Element): Named | undefined;
  button(button: Element): ReturnType<typeof buttonRole>;
}

/** Looks at each element once. */
function looker(): Looker {
  const once = <T>(look: (element: Element) => T) => {
    const seen = new Map<Element, T>();
    return (element: Element): T => {
      if (!seen.has(element)) seen.set(element, look(element));
      return seen.get(element) as T;
    };
  };
  return { name: once(nameOf), button: once(buttonRole) };
}

/** The start itself, or the first that is called so in the smallest element around the start that has one. */
function recipientNear(start: Element, { name }: Looker): HTMLElement | undefined {
  for (let at: Element | null = start; at !== null; at = at.parentElement) {
    const inside = at.querySelectorAll<HTMLElement>(recipientControls);
    if (inside.length > most) return undefined;
    const found = [...(at.matches(recipientControls) ? [at as HTMLElement] : []), ...inside].find(
      (control) =>
        name(control)?.role === 'to' && isShown(control) && !control.closest('[role="search"], search'),
    );
    if (found) return found;
  }
  return undefined;
}

/**
 * Grows from the recipient field until it has all parts of a composer, or would reach into another.
 * @param pointed which recipient field the person said it is
 */
function composerOf(to: HTMLElement, look: Looker, pointed?: FieldName): Around | undefined {
  let best: Around | undefined;
  for (let at = to.parentElement; at !== null; at = at.parentElement) {
    if (at.childElementCount < 2) continue;
    const controls = at.querySelectorAll<HTMLElement>(editables);
    const pressable = at.querySelectorAll<HTMLElement>(buttons);
    if (controls.length + pressable.length > most || at.querySelector(never)) break;
    const parts = partsOf([...controls], look, pointed ? to : undefined, pointed);
    // Another one's.
    if (parts === undefined) break;
    const all = [...pressable].filter(isShown);
    const send = all.find((button) => look.button(button) === 'send');
    if (send === undefined) continue;
    const { fields, subject, plain, rich, named } = parts;
    const more =
      rich !== undefined ||
      fields.size > 1 ||
      all.some((button) => button.matches('[type="file"]') || isExtra(look.button(button))) ||
      at.querySelector('input[type="file"]') !== null;
    if (pointed === undefined && !(more && (subject || rich))) continue;
    best = {
      root: at,
      fields,
      ...(subject && { subject }),
      ...(plain && { plain }),
      ...(rich && { rich }),
      send,
      finding: findingOf(named, to, subject !== undefined),
    };
    if (subject && (plain || rich)) break;
  }
  return best;
}

const isExtra = (role: ReturnType<typeof buttonRole>): boolean =>
  role === 'cc' || role === 'bcc' || role === 'attach';

/** Two things that say so, and a message with a subject: probably. One alone: possibly. */
function findingOf(named: Named | undefined, to: Element, hasSubject: boolean): Finding {
  const suggests = to.matches('[role="combobox"], [aria-autocomplete], [type="email"][multiple]');
  const certainty = hasSubject && (named?.twice || suggests) ? 'probable' : 'possible';
  return { certainty, by: named?.by ?? 'name', text: named?.text ?? '' };
}

interface Parts {
  readonly fields: ReadonlyMap<FieldName, HTMLElement>;
  readonly subject?: HTMLElement;
  readonly plain?: HTMLElement;
  readonly rich?: HTMLElement;
  readonly named?: Named | undefined;
}

/** @returns undefined where there are two of one kind: those of two composers */
function partsOf(
  controls: readonly HTMLElement[],
  { name }: Looker,
  given: HTMLElement | undefined,
  pointed: FieldName | undefined,
): Parts | undefined {
  const fields = new Map<FieldName, HTMLElement>();
  let [subject, plain, rich, named]: [HTMLElement?, HTMLElement?, HTMLElement?, Named?] = [];
  if (given && pointed) fields.set(pointed, given);
  for (const control of controls) {
    if (control === given || !isShown(control)) continue;
    const called = control.matches(recipientControls) ? name(control) : undefined;
    switch (called?.role) {
      case 'to':
      case 'cc':
      case 'bcc':
        if (fields.has(called.role)) {
          if (given && pointed === called.role) break;
          return undefined;
        }
        fields.set(called.role, control);
        if (called.role === 'to') named = called;
        break;
      case 'subject':
        subject ??= control;
        break;
      default:
        if (control.matches('textarea')) plain ??= control;
        else if (!control.matches('input')) rich ??= isRich(control) ? control : undefined;
    }
  }
  return { fields, ...(subject && { subject }), ...(plain && { plain }), ...(rich && { rich }), named };
}

/** Several lines high: a message, not a line of something. */
const isRich = (control: HTMLElement): boolean => {
  if (control instanceof HTMLIFrameElement && !isEditor(control)) return false;
  return control.getBoundingClientRect().height >= 60;
};

function isEditor(frame: HTMLIFrameElement): boolean {
  const inside = frame.contentDocument;
  return inside !== null && (inside.designMode === 'on' || inside.body?.isContentEditable === true);
}

/** Others are a page's own business: some keep the list that they send in a field beyond the edge. */
function isShown(control: Element): boolean {
  if (!control.checkVisibility({ visibilityProperty: true })) return false;
  const { width, right } = control.getBoundingClientRect();
  return width > 4 && right > 0;
}
