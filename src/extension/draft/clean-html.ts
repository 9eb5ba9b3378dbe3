/**
 * From what a rich editor holds to what is sent: the same words and looks, and nothing that runs, asks or fetches for the webmail. The
 * page wrote it, so it is taken apart as data: an inert document of its own, of which only what `allowed.ts` names is built anew. What
 * comes out is what the confirmation shows and what goes.
 */
import { attributes, dropped, elements, properties, schemes } from './allowed.ts';

export interface CleanHtml {
  readonly html: string;
  /** Images that the webmail alone can show (`blob:`, `cid:`, its own addresses), by their words, or `''`. They are left out. */
  readonly lostImages: readonly string[];
  /** Images that stay on a server of somebody else, whom the reader's program will ask for them. */
  readonly remoteImages: number;
}

/** What a message may carry within itself, as a picture that every reader can show. */
const carriedImage = /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/\s]+={0,2}\s*$/i;

/**
 * @param source as the editor's `innerHTML` gives it
 * @param origin of the webmail, `https://mail.example.org`: what lies there needs its login
 */
export function cleanHtml(source: string, origin: string | undefined): CleanHtml {
  const read = new DOMParser().parseFromString(source, 'text/html');
  const written = document.implementation.createHTMLDocument('');
  const lostImages: string[] = [];
  let remoteImages = 0;

  const copy = (from: Node, to: Element): void => {
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE)
        to.append(written.createTextNode(visibleText(node.nodeValue ?? '')));
      else if (node instanceof HTMLElement || isForeign(node)) element(node, to);
    }
  };
  const element = (from: Element, to: Element): void => {
    const name = from.localName;
    if (dropped.has(name) || !(from instanceof HTMLElement) || isHidden(from)) return;
    if (!elements.has(name)) {
      copy(from, to);
      return;
    }
    const made = written.createElement(name);
    for (const { name: attribute, value } of from.attributes)
      if (attributes.has(attribute)) made.setAttribute(attribute, value);
    const style = styleOf(from);
    if (style !== '') made.setAttribute('style', style);
    if (name === 'a') link(from, made);
    if (name === 'img' && !image(from, made)) return;
    copy(from, made);
    to.append(made);
  };
  const image = (from: Element, made: Element): boolean => {
    const src = from.getAttribute('src')?.trim() ?? '';
    if (carriedImage.test(src)) {
      made.setAttribute('src', src.replace(/\s+/g, ''));
      return true;
    }
    const address = /^https?:/i.test(src) ? URL.parse(src) : null;
    if (address === null || address.origin === origin) {
      lostImages.push(from.getAttribute('alt')?.trim() ?? '');
      return false;
    }
    remoteImages += 1;
    made.setAttribute('src', address.href);
    return true;
  };

  copy(read.body, written.body);
  return { html: written.body.innerHTML.trim(), lostImages, remoteImages };
}

function link(from: Element, made: Element): void {
  // Without a base, so that an address within the webmail is none.
  const address = URL.parse(from.getAttribute('href')?.trim() ?? '');
  if (address !== null && schemes.has(address.protocol)) made.setAttribute('href', address.href);
}

/** NUL, and what a text can't hold in HTML. */
const visibleText = (text: string): string => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '');

const isForeign = (node: Node): node is Element => node instanceof Element;

/** What the editor did not show is not what the person wrote. The editors' own helpers say so by their attributes. */
function isHidden(element: HTMLElement): boolean {
  const { display, visibility } = element.style;
  return (
    element.hasAttribute('hidden') ||
    display === 'none' ||
    visibility === 'hidden' ||
    element.getAttribute('data-mce-bogus') === 'all' ||
    element.hasAttribute('data-cke-temp')
  );
}

function styleOf(element: HTMLElement): string {
  const { style } = element;
  return (
    [...style]
      .filter((property) => properties.has(property))
      .map((property) => [property, style.getPropertyValue(property)] as const)
      // What a shorthand with `url()` leaves of the others.
      .filter(([, value]) => value !== 'initial')
      // Functions that only name a colour or a length; `url()` and its kin fetch.
      .filter(([, value]) => !/(?<!\b(?:rgba?|hsla?|calc))\(|\\/i.test(value))
      .map(([property, value]) => `${property}: ${value}`)
      .join('; ')
  );
}
