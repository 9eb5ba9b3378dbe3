/** What will be sent, to the octet, and the button that sends it. */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { limits } from '../../core/bridge/limits.ts';
import { visible } from '../../core/words/visible.ts';
import type { FrozenDraft } from '../background/api.ts';
import { identityOf } from '../draft/identity.ts';
import { browserIdna } from '../idna.ts';
import type { Host } from '../ui/host-answer.ts';
import { HostName } from '../ui/host-name.tsx';
import { HostNotice } from '../ui/host-notice.tsx';
import { language, t } from '../ui/language.ts';
import { Line } from '../ui/line.tsx';
import { type Attention, watchAttention } from './attention.ts';
import { BodyView } from './body-view.tsx';
import { type FileRow, inTheWay, octetsAlong } from './file-choices.ts';
import { FilesView } from './files-view.tsx';
import { liveStations } from './live.ts';
import { RouteLines } from './route-lines.tsx';
import { routesOf } from './routes.ts';
import type { SentBefore } from './sent-before.ts';
import { sizeText } from './size.ts';

export interface SummaryViewProps {
  readonly frozen: FrozenDraft;
  /** Undefined while it is asked. */
  readonly host: Host | undefined;
  /** It went to some of them before. */
  readonly again: SentBefore | undefined;
  readonly rows: Signal<readonly FileRow[]>;
  /** The share of the files that the host has; undefined before the click. */
  readonly giving: number | undefined;
  readonly onAgain: () => void;
  readonly onSend: (identity: string) => void;
}

export function SummaryView({ frozen, again, host, rows, giving, onAgain, onSend }: SummaryViewProps) {
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
  const otherFrom =
    identity !== undefined && identityOf(frozen.from, identities, browserIdna) === undefined
      ? frozen.from
      : undefined;
  const obstacle = inTheWay(rows.value);
  const ready = identity !== undefined && obstacle === undefined && giving === undefined;
  const send = (event: MouseEvent): void => {
    // A script can't make a trusted click, and a person can't mean one in a window that has just jumped up.
    if (!event.isTrusted || attention.current?.held() !== true || !ready) return;
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
        {again !== undefined && <Again {...again} />}
        <RouteLines
          routes={routesOf(frozen)}
          draw={({ stations }) => (
            <Line
              key={stations.join()}
              orientation="horizontal"
              stations={liveStations(t('line.sender'), stations, 'queued', '')}
            />
          )}
        />
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
            {otherFrom !== undefined && (
              <p class="warned small">{t('confirm.other-from', { from: visible(otherFrom) })}</p>
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
          {rows.value.length > 0 && (
            <>
              <dt>{t('confirm.attachments')}</dt>
              <dd>
                <FilesView rows={rows} busy={giving !== undefined} />
              </dd>
            </>
          )}
          <Images frozen={frozen} />
        </dl>
        <BodyView frozen={frozen} files={octetsAlong(rows.value)} />
      </div>
      <footer class="foot">
        <div class="why" id="why">
          <Why
            asking={host === undefined}
            giving={giving}
            obstacle={obstacle}
            rows={rows.value}
            attentive={attentive.value}
          />
        </div>
        <button type="button" onClick={() => window.close()}>
          {t('confirm.cancel')}
        </button>
        {/* aria-disabled, so that the focus stays on it while the window comes to the front. */}
        <button
          type="button"
          class="primary"
          aria-disabled={!attentive.value || !ready}
          aria-describedby="why"
          onClick={send}
          // A key held down since the webmail must not press it.
          onKeyDown={(event) => event.repeat && event.preventDefault()}
        >
          {t(again === undefined ? 'confirm.send' : 'confirm.send-again')}
        </button>
      </footer>
    </>
  );
}

/** The draft stands in the webmail after a direct send as before it: what was done with it is said here. */
function Again({ at, paths }: SentBefore) {
  const sameDay = at.toDateString() === new Date().toDateString();
  const date = sameDay ? {} : ({ dateStyle: 'medium' } as const);
  const time = new Intl.DateTimeFormat(language.value, { timeStyle: 'short', ...date }).format(at);
  return (
    <div class="notice" data-kind="warning" role="alert">
      <p>
        <strong>{t('confirm.again', { time })}</strong>
      </p>
      <ul>
        {paths.map((path) => (
          <li key={path}>
            <code>
              <HostName name={path} />
            </code>
          </li>
        ))}
      </ul>
      <p class="small">{t('confirm.again-means')}</p>
    </div>
  );
}

interface WhyProps {
  readonly asking: boolean;
  readonly giving: number | undefined;
  readonly obstacle: ReturnType<typeof inTheWay>;
  readonly rows: readonly FileRow[];
  readonly attentive: boolean;
}

/** What Send waits for. */
function Why({ asking, giving, obstacle, rows, attentive }: WhyProps) {
  if (giving !== undefined) {
    return (
      <p class="small" role="status">
        <progress value={giving} max={1} aria-label={t('confirm.giving')} /> {t('confirm.giving')}
      </p>
    );
  }
  if (obstacle !== undefined) {
    const words = {
      size: sizeText(octetsAlong(rows)),
      most: sizeText(limits.fileOctets),
      count: limits.files,
    };
    return <p class="small warned">{t(`confirm.files-${obstacle}`, words)}</p>;
  }
  if (asking || !attentive) return <p class="small dim">{t(asking ? 'confirm.asking' : 'confirm.wait')}</p>;
  return null;
}

/** Images within the text that do not go, or that the reader has to fetch. */
function Images({ frozen: { lostImages = [], remoteImages = 0 } }: { frozen: FrozenDraft }) {
  if (lostImages.length === 0 && remoteImages === 0) return null;
  const names = lostImages.filter((name) => name !== '');
  return (
    <>
      <dt>{t('confirm.images')}</dt>
      <dd>
        {lostImages.length > 0 && (
          <p class="warned">
            {t('confirm.lost-images', { count: lostImages.length })}
            {names.length > 0 && ` ${visible(names.join(', '))}`}
          </p>
        )}
        {remoteImages > 0 && <p>{t('confirm.remote-images', { count: remoteImages })}</p>}
      </dd>
    </>
  );
}
