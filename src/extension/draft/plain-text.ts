/** The words of an HTML message, for whoever reads text: the other half of multipart/alternative. */

/** Stand on lines of their own; those of `apart` with an empty line around them. */
const blocks = new Set(
  'address article aside blockquote center dd details dir div dl dt figcaption figure footer header h1 h2 h3 h4 h5 h6 hr li main nav ol p pre section summary table tbody tfoot thead tr ul caption'.split(
    ' ',
  ),
);
const apart = new Set('blockquote dl h1 h2 h3 h4 h5 h6 ol p pre table ul'.split(' '));

/**
 * Quotes begin with `> ` (RFC 3676 §4.5), list items with a dash or their number, links keep their address, and images their words.
 * @param html as `cleanHtml` gives it
 */
export function plainText(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const paper = new Paper();
  write(body, paper, false);
  return paper.text();
}

function write(parent: Node, paper: Paper, preformatted: boolean): void {
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) paper.write(node.nodeValue ?? '', preformatted);
    else if (node instanceof HTMLElement) element(node, paper, preformatted);
  }
}

function element(node: HTMLElement, paper: Paper, preformatted: boolean): void {
  const { whiteSpace } = node.style;
  const pre = node.localName === 'pre' || whiteSpace.startsWith('pre') || (preformatted && whiteSpace === '');
  switch (node.localName) {
    case 'br':
      paper.endLine();
      break;
    case 'hr':
      paper.leave(1);
      paper.write('-'.repeat(20), true);
      paper.leave(1);
      break;
    case 'img':
      paper.write(node.getAttribute('alt') ?? '', false);
      break;
    case 'a':
      link(node, paper, pre);
      break;
    case 'td':
    case 'th':
      if (node.previousElementSibling !== null) paper.write('\t', true);
      write(node, paper, pre);
      break;
    default:
      if (blocks.has(node.localName)) block(node, paper, pre);
      else write(node, paper, pre);
  }
}

function link(node: HTMLElement, paper: Paper, pre: boolean): void {
  const before = paper.length;
  write(node, paper, pre);
  const address = node.getAttribute('href')?.replace(/^mailto:/i, '') ?? '';
  const said = paper.since(before).trim();
  if (address !== '' && !sameAddress(said, address))
    paper.write(said === '' ? address : ` <${address}>`, true);
}

function block(node: HTMLElement, paper: Paper, pre: boolean): void {
  // A list within a list, and the paragraphs of an item, stay close together.
  const around = apart.has(node.localName) && node.parentElement?.closest('li, td, th') === null ? 2 : 1;
  paper.leave(around);
  const prefix = prefixOf(node);
  if (prefix === undefined) write(node, paper, pre);
  else paper.within(prefix, () => write(node, paper, pre));
  paper.leave(around);
}

function prefixOf(node: HTMLElement): { readonly first: string; readonly rest: string } | undefined {
  if (node.localName === 'blockquote') return { first: '> ', rest: '> ' };
  if (node.localName === 'dd') return { first: '  ', rest: '  ' };
  if (node.localName !== 'li') return undefined;
  const list = node.parentElement;
  const items = list === null ? [] : [...list.children].filter(({ localName }) => localName === 'li');
  const start = Number(list?.getAttribute('start') ?? 1) || 1;
  const first = list?.localName === 'ol' ? `${start + items.indexOf(node)}. ` : '- ';
  return { first, rest: ' '.repeat(first.length) };
}

/** A link whose text says where it leads already. */
function sameAddress(said: string, address: string): boolean {
  const bare = (text: string) =>
    text
      .replace(/^https?:\/\//i, '')
      .replace(/\/$/, '')
      .toLowerCase();
  return bare(said) === bare(address);
}

/** Lines as they grow. */
class Paper {
  readonly #lines: string[] = [];
  #line = '';
  /** Ends of line that are due before the next word: 1 begins a line, 2 leaves one empty. */
  #due = 0;
  /** The last character was white space that collapses with what follows. */
  #space = true;
  /** What begins each line now, from the outermost to the innermost. */
  #prefix = '';
  #first: string | undefined;

  get length(): number {
    return this.#line.length;
  }
  since(length: number): string {
    return this.#line.slice(length);
  }

  write(text: string, preformatted: boolean): void {
    const plain = text.replace(/\u00a0/g, preformatted ? ' ' : '\u00a0');
    if (preformatted) {
      for (const [at, line] of plain.split(/\r\n?|\n/).entries()) {
        if (at > 0) this.endLine();
        if (line !== '') this.#put(line);
      }
      return;
    }
    const collapsed = plain.replace(/[ \t\r\n\f]+/g, ' ');
    const begun = this.#space || this.#due > 0 ? collapsed.replace(/^ /, '') : collapsed;
    if (begun !== '') this.#put(begun.replace(/\u00a0/g, ' '), begun.endsWith(' '));
  }

  #put(text: string, space = false): void {
    if (this.#due > 0) this.#flush();
    if (this.#line === '' && this.#first !== undefined) this.#line = this.#first;
    else if (this.#line === '') this.#line = this.#prefix;
    this.#first = undefined;
    this.#line += text;
    this.#space = space;
  }

  /** An end of line that stands there for itself. */
  endLine(): void {
    if (this.#due > 0) this.#flush();
    this.#end();
  }

  /** At least so many ends of line before what follows. */
  leave(lines: number): void {
    if (this.#line !== '' || this.#lines.length > 0) this.#due = Math.max(this.#due, lines);
    this.#space = true;
  }

  within({ first, rest }: { readonly first: string; readonly rest: string }, work: () => void): void {
    if (this.#due > 0) this.#flush();
    const outer = this.#prefix;
    const begun = this.#first ?? outer;
    this.#prefix = outer + rest;
    this.#first = begun + first;
    work();
    this.#first = undefined;
    if (this.#line !== '') this.#due = Math.max(this.#due, 1);
    this.#prefix = outer;
  }

  /** The due ends of line, in the quote that holds now. */
  #flush(): void {
    const due = this.#due;
    this.#due = 0;
    if (this.#line !== '') this.#end();
    const empty = this.#lines.at(-1)?.replace(/[> ]/g, '') === '';
    if (due > 1 && this.#lines.length > 0 && !empty) this.#lines.push(this.#prefix);
  }

  #end(): void {
    const line = this.#line === '' ? (this.#first ?? this.#prefix) : this.#line;
    this.#first = undefined;
    // RFC 3676 §4.3: the space belongs to the line that begins a signature.
    this.#lines.push(/^(> )*-- ?$/.test(line) ? line.replace(/-- ?$/, '-- ') : line.trimEnd());
    this.#line = '';
    this.#space = true;
  }

  text(): string {
    if (this.#line !== '') this.#end();
    const text = this.#lines.map((line) => (/^(> )*-- $/.test(line) ? line : line.trimEnd())).join('\n');
    return text.replace(/^\n+|\s+$/g, '').replace(/\n{3,}/g, '\n\n') + (text.trim() === '' ? '' : '\n');
  }
}
