/**
 * Drops the other languages from the phrases of core/words, for a script that stands in somebody's page and is loaded in one of them. By the
 * syntax tree: a phrase is an object literal with a key for each language and no other.
 */
import { type Plugin, parseAst } from 'vite';
import { type Language, languages } from '../../src/core/words/phrase.ts';

export function oneLanguage(language: Language): Plugin {
  return {
    name: 'waypost:one-language',
    transform(code, id) {
      if (!/\/src\/core\/words\/[\w-]+\.ts$/.test(id)) return undefined;
      return { code: inOneLanguage(code, language), map: null };
    },
  };
}

/**
 * @param code JavaScript
 * @throws Error at a phrase that lacks a language or has more than the languages
 */
export function inOneLanguage(code: string, language: Language): string {
  let made = '';
  let at = 0;
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const kept = isObject(node) ? translation(node, language, code) : undefined;
    if (isObject(node) && kept) {
      made += `${code.slice(at, node.start)}{ ${code.slice(kept.start, kept.end)} }`;
      at = node.end;
    } else for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(code).body);
  return made + code.slice(at);
}

/** The property in that language, where this is a phrase. */
function translation(
  { properties, start, end }: ObjectNode,
  language: Language,
  code: string,
): Node | undefined {
  const names = properties.map(({ key }) => key?.name ?? key?.value);
  if (!languages.some((one) => names.includes(one))) return undefined;
  if (names.length !== languages.length || !languages.every((one) => names.includes(one)))
    throw new Error(`This phrase is not in exactly ${languages.join(' and ')}: ${code.slice(start, end)}`);
  return properties[names.indexOf(language)];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** As far as it is looked at; a spread has no key. */
interface ObjectNode extends Node {
  readonly properties: readonly (Node & {
    readonly key?: { readonly name?: string; readonly value?: unknown };
  })[];
}

const isObject = (node: object): node is ObjectNode => 'type' in node && node.type === 'ObjectExpression';
