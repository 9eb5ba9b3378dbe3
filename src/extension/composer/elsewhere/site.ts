/** What a site file says of a known webmail, said of a composer that was found without one: good as long as that composer stands. */
import type { ChipsField, Part, RecipientField, Site, TextField } from '../../sites/site.ts';
import type { Around } from './around.ts';
import { describeForNow } from './describe.ts';

/** Its fields may turn out to be others: the first chip shows what chips look like. */
export interface FoundSite extends Site {
  fields: Site['fields'];
}

/** No element at all. */
const nothing = ':not(*)';

export function siteOf({ root, fields, subject, plain, rich, send }: Around): FoundSite {
  const part = (element: Element | undefined): Part => partOf(element, root);
  return {
    key: 'elsewhere',
    webmail: 'elsewhere',
    name: root.ownerDocument.location.hostname,
    composer: part(root),
    fields: Object.fromEntries(
      [...fields].map(([name, input]) => [name, fieldFor(input, root)]),
    ) as FoundSite['fields'],
    subject: part(subject),
    body: { plain: part(plain), ...(rich && { rich: part(rich) }) },
    send: part(send),
    // Where it sends nothing, nothing is lost by holding it.
    ...(send && { sendKeys: { ...part(send), keys: ['Ctrl+Enter'] as const } }),
    absent: {},
  };
}

function partOf(element: Element | undefined, root: Element): Part {
  const date = new Date().toISOString().slice(0, 10);
  return { css: element ? describeForNow(element, root) : nothing, evidence: 'found', date };
}

/** As it is now: one text, until there are chips beside the input. */
export function fieldFor(input: HTMLElement, root: Element): RecipientField {
  const chips = chipsBeside(input, root);
  const own = partOf(input, root);
  if (chips === undefined)
    return { kind: 'text', input: own, rungs: ['set-blur', 'set-change'] } satisfies TextField;
  const list = partOf(chips.list, root);
  return {
    kind: 'chips',
    list,
    input: own,
    chip: { ...list, css: `${list.css} > ${chips.css}` },
    chipText: [
      { ...list, css: chips.textIn ?? ':scope', ...(chips.attribute && { attribute: chips.attribute }) },
    ],
    ...(chips.tail && { chipTail: chips.tail }),
    remove: { ...list, css: removers },
    rungs: ['set-change', 'set-enter', 'set-comma', 'paste', 'set-blur', 'insert-text'],
  } satisfies ChipsField;
}

const removers = 'button, [role="button"], [aria-label], a, img, svg, i';

interface Chips {
  readonly list: Element;
  /** Matches the chips among the children of the list. */
  readonly css: string;
  readonly attribute?: string;
  readonly textIn?: string;
  /** What follows the address in its text: the letter that takes it out. */
  readonly tail?: string;
}

/** How far the chips may stand from the input, in levels of the tree. */
const levels = 4;

/** Siblings of the input, or of what it stands in, each with an address and something to take it out with. */
function chipsBeside(input: Element, root: Element): Chips | undefined {
  for (let at: Element = input, level = 0; level < levels; level++) {
    const list = at.parentElement;
    if (list === null || list === root) return undefined;
    for (const chip of list.children) {
      // A chip is small.
      if (chip === at || chip.getElementsByTagName('*')[30] !== undefined) continue;
      if (chip.querySelector('input, textarea')) continue;
      const where = addressIn(chip);
      if (where && chip.querySelector(removers)) return { list, css: likeness(chip), ...where };
    }
    at = list;
  }
  return undefined;
}

/** Attributes in which webmails keep the address of a chip that shows a name only. */
const keepers = ['data-address', 'data-email', 'email', 'data-hovercard-id', 'title', 'aria-label'];
const isAddress = (text: string): boolean =>
  /^[^\s@][^@]*@[^\s@]+$|^.*<[^<>]*@[^<>]*>$|^@[^\s]+$/.test(text.trim());

function addressIn(chip: Element): Pick<Chips, 'attribute' | 'textIn' | 'tail'> | undefined {
  for (const attribute of keepers) if (isAddress(chip.getAttribute(attribute) ?? '')) return { attribute };
  for (const part of chip.querySelectorAll('*'))
    for (const attribute of keepers)
      if (isAddress(part.getAttribute(attribute) ?? '')) return { attribute, textIn: `[${attribute}*="@"]` };
  // What takes it out is often a letter: the text is that of the part that holds nothing else.
  const part = [...chip.querySelectorAll('*')].find((one) => isAddress(one.textContent ?? ''));
  if (part) return { textIn: likeness(part) };
  const [, text = '', tail = ''] = /^(.*?)(\s*[×✕✖⨯])?\s*$/s.exec(chip.textContent ?? '') ?? [];
  return isAddress(text) ? { tail } : undefined;
}

/** The tag, and the role or first class that tells it from what else stands there. */
function likeness(element: Element): string {
  const role = element.getAttribute('role');
  const [name] = element.classList;
  return `${element.localName}${role ? `[role="${CSS.escape(role)}"]` : name ? `.${CSS.escape(name)}` : ''}`;
}
