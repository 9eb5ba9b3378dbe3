/** Elements without HTML text: nothing of a page's content is ever parsed as markup. */

export function element<Name extends keyof HTMLElementTagNameMap>(
  document: Document,
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

const svg = 'http://www.w3.org/2000/svg';

/** The signs differ in form, so that none is told by its colour alone. On a field of 16 × 16. */
const shapes = {
  /** A line with stations: Waypost itself. */
  waypost: ['M2 12h12', 'M4 12a1 1 0 1 0 0-.01M12 12a1 1 0 1 0 0-.01', 'M8 9.5V3.5l3.5 1.25L8 6'],
  valid: ['M3.5 8.5l3 3 6-7'],
  routed: [
    'M4 8h8',
    'M3.5 8a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0zM15.5 8a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0zM9.5 8a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0z',
  ],
  hint: ['M5 5.5a3 3 0 1 1 4.2 2.75C8.3 8.7 8 9.2 8 10', 'M8 13.5v.01'],
  wrong: ['M8 2.5v7', 'M8 13v.01'],
  dismiss: ['M4 4l8 8M12 4l-8 8'],
} as const;

export function sign(document: Document, shape: keyof typeof shapes): SVGElement {
  const made = document.createElementNS(svg, 'svg');
  made.setAttribute('viewBox', '0 0 16 16');
  made.setAttribute('aria-hidden', 'true');
  for (const d of shapes[shape]) {
    const path = document.createElementNS(svg, 'path');
    path.setAttribute('d', d);
    made.append(path);
  }
  return made;
}
