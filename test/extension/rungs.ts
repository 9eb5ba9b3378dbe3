/** Each rung by itself, as the content script would take it: in a world of its own, with events that nobody trusts. */
import type { Page } from 'playwright-core';
import type { Rung, Site } from '../../src/extension/sites/site.ts';

const key = (name: string, code: number) =>
  `input.dispatchEvent(new KeyboardEvent('keydown', { key: '${name}', keyCode: ${code}, which: ${code}, bubbles: true, cancelable: true }))`;
const set = `input.focus(); input.value = text; input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))`;

const steps: Readonly<Record<Rung, string>> = {
  'set-change': `${set}; input.dispatchEvent(new Event('change', { bubbles: true }))`,
  'set-enter': `${set}; ${key('Enter', 13)}`,
  'set-comma': `${set}; ${key(',', 188)}`,
  'set-blur': `${set}; input.blur()`,
  paste: `input.focus(); const data = new DataTransfer(); data.setData('text/plain', text);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))`,
  'insert-text': `input.focus(); input.select(); document.execCommand('insertText', false, text); input.blur()`,
};

/** What became of a text: `chip`, `text` in the input, both, or nothing. */
export async function takes(page: Page, site: Site, rung: Rung, text: string): Promise<string> {
  const { to } = site.fields;
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId } = await session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'waypost',
    });
    const parameters = [to.input.css, text].map((one) => JSON.stringify(one)).join();
    const { exceptionDetails } = await session.send('Runtime.evaluate', {
      contextId: executionContextId,
      expression: `((css, text) => { const input = document.querySelector(css); ${steps[rung]} })(${parameters})`,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  } finally {
    await session.detach();
  }
  // Angular and jQuery finish what they began.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  const chips = to.kind === 'chips' ? await page.locator(to.chip.css).count() : 0;
  const left = (await page.locator(to.input.css).first().inputValue()).trim();
  return [...(chips > 0 ? ['chip'] : []), ...(left === '' ? [] : ['text'])].join(' and ');
}
