/** What is remembered of what a person enters, key by key, on an input that stands for the webmail's. */
import { expect, test } from 'vitest';
import { type Entries, rememberEntries } from '../../src/extension/content/guard/entered.ts';

/** A field, and a person at it: each act tells what the browser would tell, and then changes the value as the browser would. */
class Person {
  readonly #handlers = new Map<string, (event: object) => void>();
  readonly input = { value: '', selectionStart: 0, selectionEnd: 0 };
  readonly entries: Entries;

  constructor() {
    const window = {
      addEventListener: (type: string, handler: (event: object) => void) => this.#handlers.set(type, handler),
    };
    const { signal } = new AbortController();
    const input = this.input as unknown as HTMLElement;
    this.entries = rememberEntries(window as unknown as Window, signal)(input, 'chips', signal);
  }

  #tell(type: string, parts: object = {}): void {
    this.#handlers.get(type)?.({
      isTrusted: true,
      composedPath: () => [this.input],
      getModifierState: () => false,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      isComposing: false,
      ...parts,
    });
  }

  #put(text: string): void {
    this.#tell('beforeinput');
    const { value, selectionStart: start, selectionEnd: end } = this.input;
    this.set(value.slice(0, start) + text + value.slice(end), start + text.length);
  }

  /** As the webmail does. */
  set(value: string, caret = value.length): void {
    Object.assign(this.input, { value, selectionStart: caret, selectionEnd: caret });
  }

  type(text: string): void {
    for (const key of text) {
      this.#tell('keydown', { key });
      this.#put(key);
    }
  }

  key(key: string, parts: object = {}): void {
    this.#tell('keydown', { key, ...parts });
    const { value, selectionStart: start, selectionEnd: end } = this.input;
    if (key === 'Home') this.set(value, 0);
    if (key === 'Backspace') {
      this.#tell('beforeinput');
      const from = start === end ? Math.max(start - 1, 0) : start;
      this.set(value.slice(0, from) + value.slice(end), from);
    }
  }

  selectAll(): void {
    this.key('a', { ctrlKey: true });
    Object.assign(this.input, { selectionStart: 0, selectionEnd: this.input.value.length });
  }

  paste(text: string): void {
    this.key('v', { ctrlKey: true });
    this.#tell('paste', { clipboardData: { getData: () => text } });
    this.#put(text);
  }

  /** An input method: no keys. */
  dictate(text: string): void {
    this.#put(text);
  }

  leave(): void {
    this.#tell('blur');
  }
}

const route = '@s1.test:user@dest.test';
const typed = (text: string) => ({ text, how: 'typed' });
const inserted = (text: string) => ({ text, how: 'inserted' });

test.each<[what: string, acts: (person: Person) => unknown, entered: readonly object[]]>([
  ['typed', (at) => [at.type(route), at.key('Enter')], [typed(route)]],
  ['typed, and not ended yet', (at) => at.type(route), [typed(route)]],
  ['typed, corrected', (at) => [at.type(`${route}x`), at.key('Backspace'), at.key('Tab')], [typed(route)]],
  ['typed, and left', (at) => [at.type(route), at.leave(), at.leave()], [typed(route)]],
  [
    'typed into a field that cuts at commas',
    (at) => [at.type('@s1.test,'), at.set(''), at.type('@s2.test:user@dest.test'), at.key('Enter')],
    [typed('@s1.test,@s2.test:user@dest.test')],
  ],
  [
    'typed into a field that takes a part away in place',
    (at) => [at.type('user%dest.test@s1.test'), at.set('user@s1.test'), at.key('Enter')],
    [typed('user%dest.test@s1.test')],
  ],
  ['pasted', (at) => [at.paste(route), at.key('Enter')], [inserted(route)]],
  ['pasted, and left', (at) => [at.paste(route), at.leave()], [inserted(route)]],
  [
    'pasted, and changed by the webmail before it is left',
    (at) => [at.paste('@s1.test,@s2.test:user@dest.test'), at.set('@s2.test:user@dest.test'), at.leave()],
    [inserted('@s1.test,@s2.test:user@dest.test')],
  ],
  [
    'pasted, and typed on',
    (at) => [at.paste('@s1.test:'), at.type('user@dest.test'), at.key('Tab')],
    [typed(route)],
  ],
  [
    'pasted behind something typed',
    (at) => [at.type('@s1.test:'), at.paste('user@dest.test'), at.key('Enter')],
    [inserted(route)],
  ],
  [
    'pasted, and corrected by the person',
    (at) => [
      at.paste('@s1.test:user@dest.test'),
      at.key('Home'),
      at.set('@s2.test:user@dest.test'),
      at.leave(),
    ],
    [typed('@s2.test:user@dest.test')],
  ],
  [
    'pasted, taken, and another typed into a field that cuts',
    (at) => {
      at.paste(route);
      at.set('');
      at.type('@s1.test,');
      at.set('');
      at.type('@s2.test:other@dest.test');
      at.key('Enter');
    },
    [inserted(route), typed('@s1.test,@s2.test:other@dest.test')],
  ],
  [
    'typed from the end',
    (at) => [at.type('user@dest.test'), at.key('Home'), at.type('@s1.test:'), at.key('Enter')],
    [typed(route)],
  ],
  ['by an input method', (at) => [at.dictate(route), at.key('Enter')], [typed(route)]],
  [
    'in place of something else',
    (at) => [at.type('anna@dest.test'), at.selectAll(), at.type(route), at.key('Enter')],
    [typed(route)],
  ],
  [
    'and given up',
    (at) => [at.type(route), at.selectAll(), at.type('anna@dest.test'), at.key('Enter')],
    [typed('anna@dest.test')],
  ],
  [
    'with a letter by Option on a Mac',
    (at) => [
      at.type('dest.test!user'),
      at.key('@', { altKey: true }),
      at.set('dest.test!user@'),
      at.type('s1.test'),
      at.key('Enter'),
    ],
    [typed('dest.test!user@s1.test')],
  ],
  // Where nobody knows, nothing is said to be meant.
  ['a suggestion that was chosen', (at) => [at.type('ann%x'), at.key('ArrowDown'), at.key('Enter')], []],
  ['moved about in an ordinary address', (at) => [at.type('ann@gmail'), at.key('ArrowLeft'), at.leave()], []],
  [
    'what the webmail left of the one before',
    (at) => [
      at.type('@s1.test,@s2.test:user@dest.test'),
      at.key('Tab'),
      at.set('@s2.test:user@dest.test'),
      at.leave(),
    ],
    [typed('@s1.test,@s2.test:user@dest.test')],
  ],
  [
    'what the webmail left, and was typed on',
    (at) => [
      at.type(route),
      at.leave(),
      at.set('user@dest.test'),
      at.type(', bob@dest.test'),
      at.key('Enter'),
    ],
    [typed(route), typed(', bob@dest.test')],
  ],
  [
    'a chip that Backspace took out',
    (at) => [at.type('user%dest.test@s1.test,'), at.set(''), at.key('Backspace'), at.leave()],
    [],
  ],
])('%s', (_what, acts, entered) => {
  const person = new Person();
  acts(person);
  expect(person.entries.all()).toEqual(entered);
});

test('our own address that the webmail did not take is nobody else’s', () => {
  const person = new Person();
  person.dictate('s1.test!dest.test!user');
  person.leave();
  person.entries.refused('s1.test!dest.test!user');
  expect(person.entries.all()).toEqual([]);
});
