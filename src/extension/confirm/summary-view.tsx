/** What will be sent, to the octet, and the button that sends it. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { visible } from '../../core/words/visible.ts';
import type { FrozenDraft } from '../background/api.ts';
import type { Host } from '../ui/host-answer.ts';
import { HostName } from '../ui/host-name.tsx';
import { HostNotice } from '../ui/host-notice.tsx';
import { language, t } from '../ui/language.ts';
import { Line } from '../ui/line.tsx';
import { type Attention, watchAttention } from './attention.ts';
import { excerpt, measure } from './excerpt.ts';
import { liveStations } from './live.ts';
import { routesOf } from './routes.ts';

export interface SummaryViewProps {
  readonly frozen: FrozenDraft;
  /** Undefined while it is asked. */
  readonly host: Host | undefined;
  readonly onAgain: () => void;
  readonly onSend: (identity: string) => void;
}

export function SummaryView({ frozen, host, onAgain, onSend }: SummaryViewProps) {
  const { draft } = frozen;
  const chosen = useSignal<string | undefined>(undefined);
  const attentive = useSignal(false);
  const attention = useRef<Attention | undefined>(undefined);
  useEffect(() => {
    const ending = new AbortController();
    const byKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) window.close();
    };
    window.addEventListener('keydown', byKey, { signal: ending.signal });
    attention.current = watchAttention(
      { window, document, now: () => performance.now() },
      (held) => {
        attentive.value = held;
      },
      ending.signal,
    );
    return () => ending.abort();
  }, []);

  const identities = host?.kind === 'ready' ? host.identities : [];
  const wanted = chosen.value ?? draft.identity;
  const identity = (identities.find(({ address }) => address === wanted) ?? identities[0])?.address;
  const send = (event: MouseEvent): void => {
    // A script can't make a trusted click, and a person can't mean one in a window that has just jumped up.
    if (!event.isTrusted || attention.current?.held() !== true || identity === undefined) return;
    onSend(identity);
  };
  return (
    <>
      <div class="body">
        <header>
          <h1>{t('confirm.title')}</h1>
          <p class="dim">{t('confirm.lead')}</p>
        </header>
        {host !== undefined && host.kind !== 'ready' && <HostNotice problem={host} onAgain={onAgain} />}
        {routesOf(frozen).map((route) => (
          <Line
            key={route.stations.join()}
            orientation="horizontal"
            stations={liveStations(t('line.sender'), route.stations, 'queued', '')}
          />
        ))}
        <dl class="facts">
          <dt>
            <label for="identity">{t('confirm.from')}</label>
          </dt>
          <dd>
            {identities.length > 1 ? (
              <select
                id="identity"
                value={identity}
                onChange={(event) => {
                  chosen.value = event.currentTarget.value;
                }}
              >
                {identities.map(({ address, name }) => (
                  <option key={address} value={address}>
                    {name === undefined ? address : `${name} <${address}>`}
                  </option>
                ))}
              </select>
            ) : (
              <code id="identity">{identity ?? draft.identity}</code>
            )}
          </dd>
          <dt>{t('confirm.recipients')}</dt>
          <dd>
            <ul class="recipients">
              {draft.recipients.map(({ field, path, name }) => (
                <li key={path}>
                  <span class="dim">{t(`field.${field}`)}</span>
                  <span>
                    {name !== undefined && <>{visible(name)} </>}
                    <code>
                      RCPT TO:&lt;
                      <HostName name={path} />
                      &gt;
                    </code>
                  </span>
                </li>
              ))}
            </ul>
          </dd>
          {(frozen.leftOut?.length ?? 0) > 0 && (
            <>
              <dt>{t('confirm.left-out')}</dt>
              <dd class="warned">{visible(frozen.leftOut?.join(', ') ?? '')}</dd>
            </>
          )}
          <dt>{t('confirm.contacts')}</dt>
          <dd>
            {[...new Set(routesOf(frozen).map((route) => route.stations[0] ?? ''))].map((first) => (
              <p key={first}>
                {t(draft.thisHosts.includes(first) ? 'confirm.contacts-host' : 'confirm.contacts-mx', {
                  host: first,
                })}
              </p>
            ))}
          </dd>
          <dt>{t('confirm.subject')}</dt>
          <dd>
            {draft.subject === '' ? (
              <span class="dim">{t('confirm.no-subject')}</span>
            ) : (
              visible(draft.subject)
            )}
          </dd>
          {frozen.attachments.length > 0 && (
            <>
              <dt>{t('confirm.attachments')}</dt>
              <dd class="warned">{visible(frozen.attachments.join(', '))}</dd>
            </>
          )}
        </dl>
        <TextView text={draft.text} />
      </div>
      <footer class="foot">
        <p class="dim small" id="why">
          {host === undefined ? t('confirm.asking') : !attentive.value && t('confirm.wait')}
        </p>
        <button type="button" onClick={() => window.close()}>
          {t('confirm.cancel')}
        </button>
        {/* aria-disabled, so that the focus stays on it while the window comes to the front. */}
        <button
          type="button"
          class="primary"
          aria-disabled={!attentive.value || identity === undefined}
          aria-describedby="why"
          onClick={send}
          // A key held down since the webmail must not press it.
          onKeyDown={(event) => event.repeat && event.preventDefault()}
        >
          {t('confirm.send')}
        </button>
      </footer>
    </>
  );
}

/** A message up to this many octets leaves in one write with its recipients, RFC 2920 and RFC 3030, where the server can take that. */
const besideRecipients = 64 * 1024;

/** Shown at once; a text of megabytes would hold the window up. */
const most = { lines: 500, characters: 20_000 };

function TextView({ text }: { text: string }) {
  const whole = useSignal(false);
  const { octets, lines } = measure(text);
  const beginning = excerpt(text, most.lines, most.characters);
  const count = new Intl.NumberFormat(language.value);
  return (
    <section class="text">
      <div class="text-head">
        <h2 id="text-title">{t('confirm.text')}</h2>
        <p class="dim small">
          {t('confirm.size-of', { octets: count.format(octets), lines: count.format(lines) })}
          {beginning !== text && (
            <>
              {' · '}
              <button
                type="button"
                class="link"
                aria-expanded={whole.value}
                onClick={() => {
                  whole.value = !whole.value;
                }}
              >
                {t(whole.value ? 'confirm.less' : 'confirm.whole')}
              </button>
            </>
          )}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard. */}
      <section class="text-box" tabIndex={0} aria-labelledby="text-title" dir="auto">
        {text === '' && <span class="dim">{t('confirm.no-text')}</span>}
        {whole.value ? text : beginning}
        {!whole.value && beginning !== text && '…'}
      </section>
      {octets <= besideRecipients && <p class="dim small">{t('confirm.text-first')}</p>}
    </section>
  );
}
