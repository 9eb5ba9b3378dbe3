/** What is made of a rich body, as tests reach it from outside the page. */
export { cleanHtml } from '../../src/extension/draft/clean-html.ts';
export { plainText } from '../../src/extension/draft/plain-text.ts';
