/** The popup as a whole: the site, the recipient, the line with its hops, the address in each notation, what to do. */

import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { webmails } from '../../core/webmail/measured.ts';
import { background } from '../background/api.ts';
import { browserIdna } from '../idna.ts';
import { Icon } from '../ui/icons.tsx';
import { t } from '../ui/language.ts';
import { openVerify } from './actions.ts';
import { ActionsView } from './actions-view.tsx';
import { DirectView } from './direct-view.tsx';
import { NotationView } from './notation-view.tsx';
import { keptInPlace, planOf } from './plan.ts';
import { RecipientView } from './recipient-view.tsx';
import { RouteView } from './route-view.tsx';
import type { Session } from './session.ts';
import { SiteOff, SiteView } from './site-view.tsx';
import { SiteNotes, ThisSite } from './this-site-view.tsx';

export function BuilderView({ session, onOutbox }: { session: Session; onOutbox: () => void }) {
  const plan = useComputed(() => {
    const webmail = session.site.value.webmail ?? session.composer.value?.webmail;
    return planOf(session.builder.value, browserIdna, webmail === undefined ? undefined : webmails[webmail]);
  });
  const announced = useSignal('');
  const last = useRef(plan.value);
  if (plan.value.itinerary !== undefined) last.current = plan.value;
  const shown = keptInPlace(plan.value, last.current);
  // Ready for the next hop: the one thing that is typed here.
  useEffect(() => {
    if (session.site.value.enabled) document.getElementById('adding')?.focus();
  }, []);
  return (
    <>
      <header class="bar">
        <h1>Waypost</h1>
        <SiteName session={session} />
        <button type="button" class="link small" onClick={onOutbox}>
          {t('outbox.open')}
        </button>
        <button type="button" class="link small" onClick={() => void openVerify(plan.value)}>
          {t('act.verify')}
        </button>
        {!session.inWindow && <PopOut session={session} />}
        <SiteOff session={session} />
      </header>
      <div class="body">
        <SiteView session={session} />
        <SiteNotes session={session} />
        <RecipientView session={session} plan={plan.value} />
        <RouteView
          session={session}
          plan={shown}
          announce={(text) => {
            announced.value = text;
          }}
        />
        <NotationView session={session} plan={shown} />
        <DirectView session={session} plan={plan.value} />
        <ThisSite session={session} />
      </div>
      <ActionsView session={session} plan={plan.value} />
      <p class="unseen" role="status">
        {announced.value}
      </p>
    </>
  );
}

function SiteName({ session }: { session: Session }) {
  const { origin, webmail } = session.site.value;
  const name = webmail === undefined ? undefined : webmails[webmail]?.name;
  const host = origin?.replace(/^https?:\/\//, '');
  return (
    <p class="site-name dim small" title={[origin, name].filter(Boolean).join(' · ')}>
      <span class="site-host">{host}</span>
      {name !== undefined && <span> · {name}</span>}
    </p>
  );
}

function PopOut({ session }: { session: Session }) {
  const { tabId } = session;
  if (tabId === undefined) return null;
  const popOut = async (): Promise<void> => {
    await background.popOut(tabId);
    window.close();
  };
  return (
    <button
      type="button"
      class="icon"
      title={t('popup.pop-out')}
      aria-label={t('popup.pop-out')}
      onClick={popOut}
    >
      <Icon shape="window" />
    </button>
  );
}
