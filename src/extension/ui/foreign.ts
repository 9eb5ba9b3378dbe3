/** Several lines that a stranger wrote, such as a server's reply: what hides or reorders is shown, and lines stay lines. */
import { visible } from '../../core/words/visible.ts';

export const visibleLines = (text: string): string =>
  text
    .split(/\r\n|[\r\n]/)
    .map(visible)
    .join('\n');
