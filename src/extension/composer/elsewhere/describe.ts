/** A selector that finds one element again. */

/** Attributes that a page gives for meaning, the most telling first. Class names are generated, more often than not. */
const stable = [
  'id',
  'name',
  'data-testid',
  'aria-label',
  'placeholder',
  'autocomplete',
  'role',
  'type',
  'title',
];
const longest = 80;

/**
 * By attributes that will be the same at the next visit: its own, or its own within a described element around it.
 * @returns a selector that matches this element and no other in `scope`; undefined where there is none
 */
export function describeForGood(element: Element, scope: ParentNode): string | undefined {
  const own = descriptions(element);
  const alone = own.find((css) => isOnly(css, element, scope));
  if (alone) return alone;
  for (let outer = element.parentElement; outer !== null && outer !== scope; outer = outer.parentElement) {
    for (const around of descriptions(outer).slice(0, 3))
      for (const css of [...own, element.localName]) {
        const both = `${around} ${css}`;
        if (isOnly(both, element, scope)) return both;
      }
  }
  return undefined;
}

/** The same, or by its place in the tree: good as long as the composer stands. */
export function describeForNow(element: Element, scope: ParentNode): string {
  return describeForGood(element, scope) ?? placeOf(element);
}

function descriptions(element: Element): readonly string[] {
  const singles = stable.flatMap((name) => {
    const value = element.getAttribute(name);
    if (!value || value.length > longest || (name === 'id' && isGenerated(value))) return [];
    return [`[${name}="${CSS.escape(value)}"]`];
  });
  const pairs = singles.flatMap((one, at) => singles.slice(at + 1).map((other) => one + other));
  return [...singles, ...pairs].map((css) => element.localName + css);
}

/** Numbers and frameworks' counters change with every visit. */
const isGenerated = (id: string): boolean => /\d{3}|^:|^\d|[0-9a-f]{8}/i.test(id);

function isOnly(css: string, element: Element, scope: ParentNode): boolean {
  const found = scope.querySelectorAll(css);
  return found.length === 1 && found[0] === element;
}

function placeOf(element: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { localName, parentElement } = at;
    const alike = [...(parentElement?.children ?? [])].filter((other) => other.localName === localName);
    steps.unshift(alike.length < 2 ? localName : `${localName}:nth-of-type(${alike.indexOf(at) + 1})`);
  }
  return steps.join(' > ');
}
