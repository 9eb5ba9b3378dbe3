/** When the third stage is asked for, and asked for again. */
import { expect, test } from 'vitest';
import { lookElsewhere } from '../../src/extension/content/elsewhere.ts';

/** As much of an element as is looked at before the third stage is there. */
class Field extends EventTarget {
  readonly isConnected = true;
  matches(): boolean {
    return true;
  }
}

test('where the stage did not come, the next field asks again; of fields at once the first asks for all', async () => {
  Object.assign(globalThis, { HTMLElement: Field });
  const document = Object.assign(new EventTarget(), { activeElement: null, defaultView: null });
  let asked = 0;
  const signal = new AbortController().signal;
  lookElsewhere({
    document: document as unknown as Document,
    settings: () => ({ guard: true, pointed: {} }),
    isKnownSite: () => false,
    isOpen: () => false,
    ask: async () => {
      asked++;
    },
    report: () => {},
    signal,
  });
  const come = (): void => {
    const event = new Event('focusin');
    Object.assign(event, { composedPath: () => [new Field()] });
    document.dispatchEvent(event);
  };
  come();
  come();
  expect(asked).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 0));
  come();
  expect(asked).toBe(2);
});
