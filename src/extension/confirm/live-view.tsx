/** The sending as it happens: the line, each recipient's result, and the transcript. */
import { useEffect, useRef } from 'preact/hooks';
import browser from 'webextension-polyfill';
import type { DeliveryState, Outcome, TranscriptLine } from '../../core/bridge/protocol.ts';
import { explainDelivery, explainTried } from '../../core/words/delivery.ts';
import type { InterfaceKey } from '../../core/words/interface.ts';
import { visible } from '../../core/words/visible.ts';
import type { FrozenDraft } from '../background/api.ts';
import { browserIdna } from '../idna.ts';
import { HostNotice } from '../ui/host-notice.tsx';
import { language, t } from '../ui/language.ts';
import { Line } from '../ui/line.tsx';
import { ResultView } from '../ui/result-view.tsx';
import { verifySize } from '../ui/windows.ts';
import { elapsed, type Live, liveStations, type Overall, stateOf } from './live.ts';
import { RouteLines } from './route-lines.tsx';
import { type Route, routesOf, routesOfOutcomes } from './routes.ts';

export interface LiveViewProps {
  readonly id: string;
  readonly live: Live;
  readonly frozen: FrozenDraft | undefined;
  readonly onAgain: () => void;
}

const titles: Readonly<Record<Overall, InterfaceKey>> = {
  sending: 'live.title',
  sent: 'live.sent-title',
  partly: 'live.partly-title',
  deferred: 'live.deferred-title',
  failed: 'live.unsent-title',
  'maybe-sent': 'live.maybe-title',
  'not-taken': 'live.unsent-title',
  unknown: 'live.unknown-title',
};

export function LiveView({ id, live, frozen, onAgain }: LiveViewProps) {
  const outcomes = live.status?.outcomes ?? [];
  const whole = stateOf(live);
  const routes = frozen === undefined ? routesOfOutcomes(outcomes, browserIdna) : routesOf(frozen);
  useEffect(() => {
    document.title = t(titles[whole]);
  }, [whole]);
  return (
    <>
      <div class="body live">
        <header>
          <h1 aria-live="polite">{t(titles[whole])}</h1>
          <p class="dim">{visible(frozen?.draft.subject ?? live.status?.subject ?? '')}</p>
        </header>
        {(whole === 'sent' || whole === 'partly' || whole === 'maybe-sent') && (
          <div class="notice" data-kind={whole === 'sent' ? 'good' : 'warning'} role="status">
            <p>
              <strong>{t(whole === 'sent' ? 'live.sent' : `live.${whole}`)}</strong>
            </p>
            {whole === 'sent' && <p class="small">{t('live.no-proof')}</p>}
          </div>
        )}
        {live.problem !== undefined && <Problem live={live} onAgain={onAgain} />}
        <RouteLines
          routes={routes}
          draw={(route) => (
            <RouteLine key={route.stations.join()} route={route} outcomes={outcomes} live={live} />
          )}
        />
        {outcomes.length > 0 && (
          <section>
            <h2>{t('live.results')}</h2>
            <ul class="results">
              {outcomes.map((outcome) => (
                <LiveResult key={outcome.path} outcome={outcome} />
              ))}
            </ul>
          </section>
        )}
        <TranscriptView lines={live.lines} />
      </div>
      <footer class="foot">
        <p class="dim small">{whole === 'sending' ? t('live.close') : t('live.draft-stays')}</p>
        <button type="button" onClick={() => void openVerify(id)}>
          {t('live.verify')}
        </button>
        <button type="button" class={whole === 'sending' ? '' : 'primary'} onClick={() => window.close()}>
          {t('live.done')}
        </button>
      </footer>
    </>
  );
}

async function openVerify(id: string): Promise<void> {
  const url = browser.runtime.getURL(`verify.html?message=${id}`);
  await browser.windows.create({ type: 'popup', url, ...verifySize });
}

function Problem({ live, onAgain }: { live: Live; onAgain: () => void }) {
  const { problem } = live;
  if (problem === undefined) return null;
  if (problem.kind === 'trouble' && problem.trouble === 'exited' && live.status !== undefined) {
    return (
      <p class="notice" data-kind="warning" role="status">
        {t('live.lost-touch')}
      </p>
    );
  }
  return <HostNotice problem={problem} onAgain={onAgain} />;
}

/** One line for all recipients that go this way; the gravest of their states shows. */
function RouteLine({ route, outcomes, live }: { route: Route; outcomes: readonly Outcome[]; live: Live }) {
  const order: readonly DeliveryState[] = [
    'sending',
    'maybe-sent',
    'failed',
    'deferred',
    'queued',
    'cancelled',
    'handed-over',
    'sent',
  ];
  const states = outcomes.filter(({ path }) => route.paths.includes(path)).map(({ state }) => state);
  const state = order.find((one) => states.includes(one)) ?? (live.done ? 'failed' : 'queued');
  const stations = liveStations(t('line.sender'), route.stations, state, t(`state.${state}`));
  return <Line orientation="horizontal" stations={stations} />;
}

function LiveResult({ outcome }: { outcome: Outcome }) {
  const { reason, tried = [] } = outcome;
  const why = explainDelivery(reason, language.value);
  return (
    <ResultView outcome={outcome}>
      {why !== undefined && (
        <p>
          {why.what} {why.todo}
        </p>
      )}
      {tried.length > 0 && (
        <details class="small">
          <summary>{t('live.tried')}</summary>
          <ul>
            {tried.map((each) => (
              <li key={each.server}>{explainTried(each, language.value)}</li>
            ))}
          </ul>
        </details>
      )}
    </ResultView>
  );
}

/** Follows its end, unless the person has scrolled up to read. */
function TranscriptView({ lines }: { lines: readonly TranscriptLine[] }) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const top = useRef(0);
  const follow = (): void => {
    if (box.current !== null && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useEffect(follow, [lines.length]);
  useEffect(() => {
    // What appears above makes the box lower.
    const sizes = new ResizeObserver(follow);
    if (box.current !== null) sizes.observe(box.current);
    return () => sizes.disconnect();
  }, []);
  return (
    <section class="transcript-part">
      <h2 id="transcript-title">{t('live.transcript')}</h2>
      <div class="transcript-frame">
        <div
          class="transcript"
          ref={box}
          role="log"
          aria-labelledby="transcript-title"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
          tabIndex={0}
          onScroll={(event) => {
            const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
            // Only going up is leaving the end: a box that became lower is not.
            if (scrollHeight - scrollTop - clientHeight < 8) atEnd.current = true;
            else if (scrollTop < top.current) atEnd.current = false;
            top.current = scrollTop;
          }}
        >
          {lines.length === 0 && <p class="dim">{t('live.no-lines')}</p>}
          {lines.map((line, at) => (
            <div class="spoken" key={at} data-mark={line.mark}>
              <span class="at">{elapsed(line.at)}</span>
              <span class="mark">{line.mark}</span>
              <span class="line-text">
                {visible(line.text)}
                {line.took !== undefined && <span class="took"> +{elapsed(line.took)}</span>}
              </span>
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}
