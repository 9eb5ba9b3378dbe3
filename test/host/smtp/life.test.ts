import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { Life } from '../../../src/host/smtp/life.ts';

type Deed = 'parent' | 'end' | 'life' | 'dispose';

test.each<[what: string, deeds: Deed[], reason: string | undefined]>([
  ['goes on', ['life', 'dispose'], undefined],
  ['ends by itself', ['life', 'end'], 'own'],
  ['ends with its parent', ['life', 'parent'], 'parent'],
  ['has ended where its parent had', ['parent', 'life'], 'parent'],
  ['ends once', ['life', 'end', 'parent'], 'own'],
  ['hears nothing any more once it is disposed', ['life', 'dispose', 'parent'], undefined],
])('a life %s, and leaves no listener', (_what, deeds, reason) => {
  const parent = new AbortController();
  let life: Life | undefined;
  const act: Record<Deed, () => void> = {
    parent: () => parent.abort('parent'),
    life: () => {
      life = new Life(parent.signal);
    },
    end: () => life?.end('own'),
    dispose: () => life?.[Symbol.dispose](),
  };
  for (const deed of deeds) act[deed]();
  expect(life?.signal.aborted).toBe(reason !== undefined);
  expect(life?.signal.reason).toBe(reason);
  expect(getEventListeners(parent.signal, 'abort')).toEqual([]);
});
