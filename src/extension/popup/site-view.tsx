/** Where Waypost stands on this site, when something is to be done about it. */
import { useSignal } from '@preact/signals';
import browser from 'webextension-polyfill';
import { background } from '../background/api.ts';
import { Icon } from '../ui/icons.tsx';
import { t } from '../ui/language.ts';
import type { Session } from './session.ts';

export function SiteView({ session }: { session: Session }) {
  const denied = useSignal(false);
  const { origin, pattern, enabled } = session.site.value;
  if (origin === undefined || pattern === undefined) return <p class="dim small">{t('site.other')}</p>;
  if (!enabled) {
    // The request must stand first in the click handler: a browser takes it only while the click lasts. The popup may
    // close under its question; the background hears of the grant by itself.
    const enable = async (): Promise<void> => {
      const granted = await browser.permissions.request({ origins: [pattern] });
      denied.value = !granted;
      if (!granted) return;
      await background.enableSite(origin);
      await session.comeBack();
    };
    return (
      <div class="notice">
        <p class="small">
          {denied.value ? t('site.denied') : t('site.enable-why', { origin: new URL(origin).host })}
        </p>
        <p>
          <button type="button" class="primary" onClick={enable}>
            {t('site.enable')}
          </button>
        </p>
      </div>
    );
  }
  if (session.unreachable.value) {
    return (
      <p class="notice small" data-kind="warning">
        {t('site.unreachable')}
      </p>
    );
  }
  return session.composer.value === undefined ? <p class="dim small">{t('site.no-composer')}</p> : null;
}

/** Takes the permission for this site back: marks and guard end there at once. */
export function SiteOff({ session }: { session: Session }) {
  const { origin, enabled } = session.site.value;
  if (origin === undefined || !enabled) return null;
  const turnOff = async (): Promise<void> => {
    await background.disableSite(origin);
    await session.comeBack();
  };
  const label = t('site.disable', { origin: new URL(origin).host });
  return (
    <button type="button" class="icon" title={label} aria-label={label} onClick={turnOff}>
      <Icon shape="off" />
    </button>
  );
}
