/** The outbox in the popup: each message with its line, what became of it and why, and what the person can do. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import {
  type Action,
  type MessageStatus,
  protocolVersion,
  type Response,
} from '../../core/bridge/protocol.ts';
import { explainDelivery } from '../../core/words/delivery.ts';
import { visible } from '../../core/words/visible.ts';
import { openHost } from '../background/api.ts';
import { liveStations } from '../confirm/live.ts';
import { RouteLines } from '../confirm/route-lines.tsx';
import { routesOfOutcomes } from '../confirm/routes.ts';
import { browserIdna } from '../idna.ts';
import type { HostProblem } from '../ui/host-answer.ts';
import { HostNotice } from '../ui/host-notice.tsx';
import { language, t } from '../ui/language.ts';
import { whenLetGo } from '../ui/let-go.ts';
import { Line } from '../ui/line.tsx';
import { ResultView } from '../ui/result-view.tsx';
import { actionsFor, groupOf, outboxGroups, withStatus } from './outbox.ts';

type Listed = Extract<Response, { type: 'list' }>;

/** How often the list is asked for again while it is looked at, in milliseconds. */
const lookAgain = 3000;

export function OutboxView({ onBack }: { onBack: () => void }) {
  const listed = useSignal<Pick<Listed, 'messages' | 'notices'> | undefined>(undefined);
  const problem = useSignal<HostProblem | undefined>(undefined);
  /** What an action came to, for who does not see it. */
  const announced = useSignal('');
  const ending = useMemo(() => new AbortController(), []);
  const host = useMemo(
    () =>
      openHost((answer) => {
        if (answer.type === 'list') {
          // Another place for a message is another message beneath the pointer.
          whenLetGo(() => {
            listed.value = answer;
            problem.value = undefined;
          }, ending.signal);
        } else if (answer.type === 'acted' && listed.value) {
          announced.value = inShort(answer.status);
          listed.value = { ...listed.value, messages: withStatus(listed.value.messages, answer.status) };
        } else if (answer.type === 'error') {
          const { code, detail } = answer;
          problem.value = { kind: 'error', code, ...(detail !== undefined && { detail }) };
        } else if (answer.type === 'trouble') {
          const { trouble, detail } = answer;
          problem.value = { kind: 'trouble', trouble, ...(detail !== undefined && { detail }) };
        }
      }, ending.signal),
    [],
  );
  const ask = (): void =>
    host.request({ type: 'list', request: crypto.randomUUID(), version: protocolVersion });
  const act = (message: string, action: Action): void =>
    host.request({ type: 'act', request: crypto.randomUUID(), version: protocolVersion, message, action });

  useEffect(() => {
    ask();
    // What can't be reached is not asked again by itself: the notice has a button for it.
    const timer = setInterval(() => problem.value === undefined && ask(), lookAgain);
    return () => {
      clearInterval(timer);
      ending.abort();
    };
  }, []);

  const messages = listed.value?.messages ?? [];
  return (
    <>
      <header class="bar">
        <h1>{t('outbox.title')}</h1>
        <span class="site-name" />
        <button type="button" class="link small" onClick={onBack}>
          {t('outbox.back')}
        </button>
      </header>
      <div class="body outbox" aria-busy={listed.value === undefined && problem.value === undefined}>
        {problem.value !== undefined && <HostNotice problem={problem.value} onAgain={ask} />}
        {listed.value?.notices.map((notice) => (
          <p class="notice small" data-kind="warning" key={notice.at}>
            {t('outbox.damaged', { at: moment(notice.at), path: notice.path, detail: notice.detail })}
          </p>
        ))}
        {listed.value !== undefined && messages.length === 0 && <p class="dim">{t('outbox.empty')}</p>}
        {outboxGroups.map((group) => {
          const members = messages.filter((message) => groupOf(message) === group);
          return members.length === 0 ? null : (
            <section key={group} aria-labelledby={`outbox-${group}`}>
              <h2 id={`outbox-${group}`}>{t(`outbox.${group}`)}</h2>
              <ul class="outbox-messages">
                {members.map((message) => (
                  <MessageView key={message.message} message={message} onAct={act} />
                ))}
              </ul>
              {members.some(({ outcomes }) => outcomes.some(({ next }) => next !== undefined)) && (
                <p class="small dim">{t('outbox.restart')}</p>
              )}
            </section>
          );
        })}
      </div>
      <p class="unseen" role="status">
        {announced.value}
      </p>
    </>
  );
}

function MessageView(props: { message: MessageStatus; onAct: (message: string, action: Action) => void }) {
  const { message, onAct } = props;
  const { outcomes, subject, created } = message;
  const actions = actionsFor(message);
  return (
    <li class="outbox-message" data-group={groupOf(message)}>
      <h3>{visible(subject) || t('outbox.no-subject')}</h3>
      <p class="dim small">{moment(created)}</p>
      <RouteLines
        routes={routesOfOutcomes(outcomes, browserIdna)}
        draw={(route) => {
          const state = outcomes.find(({ path }) => route.paths.includes(path))?.state ?? 'queued';
          const stations = liveStations(t('line.sender'), route.stations, state, t(`state.${state}`));
          return <Line key={route.stations.join()} orientation="horizontal" stations={stations} />;
        }}
      />
      <ul class="results">
        {outcomes.map((outcome) => (
          <RecipientView key={outcome.path} outcome={outcome} />
        ))}
      </ul>
      {actions.includes('leave') && (
        <p class="notice small" data-kind="warning">
          {t(message.purged ? 'outbox.maybe-purged' : 'outbox.maybe')}
        </p>
      )}
      {actions.length > 0 && (
        <p class="outbox-actions">
          {actions.map((action) => (
            <button
              key={action}
              type="button"
              aria-label={t('outbox.act-on', { action: t(`outbox.${action}`), subject })}
              // The second click of a double one may meet another action, which has come to this place meanwhile.
              onClick={({ detail }) => detail < 2 && onAct(message.message, action)}
            >
              {t(`outbox.${action}`)}
            </button>
          ))}
        </p>
      )}
    </li>
  );
}

function RecipientView({ outcome }: { outcome: MessageStatus['outcomes'][number] }) {
  const { state, reason, next, way } = outcome;
  const why =
    state === 'sent' || state === 'handed-over' ? undefined : explainDelivery(reason, language.value);
  return (
    <ResultView outcome={outcome}>
      {why !== undefined && <p class="small">{why.what}</p>}
      {next !== undefined && <p class="small dim">{t('outbox.next', { at: moment(next) })}</p>}
      {way !== undefined && way !== 'direct' && <p class="small dim">{t('outbox.way', { way })}</p>}
    </ResultView>
  );
}

function inShort({ subject, outcomes }: MessageStatus): string {
  const states = new Set(outcomes.map(({ state }) => t(`state.${state}`)));
  return `${visible(subject) || t('outbox.no-subject')}: ${[...states].join(', ')}`;
}

/** In the person's own time and custom. */
function moment(iso: string): string {
  return new Date(iso).toLocaleString(language.value, { dateStyle: 'short', timeStyle: 'short' });
}
