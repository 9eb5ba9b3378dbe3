/** Starts a page: its language first, then its view; a page that can't reach its own background says so. */
import { type ComponentChild, render } from 'preact';
import type { InterfaceKey } from '../../core/words/interface.ts';
import { keepFocus } from './keep-focus.ts';
import { settleLanguage, t } from './language.ts';

export async function mount(title: InterfaceKey, load: () => Promise<ComponentChild>): Promise<void> {
  const root = document.getElementById('page');
  if (root === null) return;
  await settleLanguage(title);
  keepFocus(root);
  try {
    render(await load(), root);
  } catch (error) {
    console.error(error);
    render(
      <p class="notice" data-kind="error" role="alert">
        {t('page.broken')}
      </p>,
      root,
    );
  }
}
