/** Two fields in, the verdict out, as soon as both say enough. */
import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MessageStatus } from '../../core/bridge/protocol.ts';
import { lineText, stationsOf } from '../../core/route/line.ts';
import { browserIdna } from '../idna.ts';
import type { HostProblem } from '../ui/host-answer.ts';
import { HostNotice } from '../ui/host-notice.tsx';
import { useKept } from '../ui/kept.ts';
import { t } from '../ui/language.ts';
import { MarkedInput } from '../ui/marked-input.tsx';
import { check, type RouteMeaning, readRoute } from './check.ts';
import { askMessage } from './sent-message.ts';
import { SourceField } from './source-field.tsx';
import { VerdictView } from './verdict-view.tsx';

export function VerifyView({ message, route }: { message: string | null; route: string }) {
  const typed = useKept('route', route);
  const source = useKept('source', '');
  const meaning = useSignal(0);
  const sent = useSignal<MessageStatus | undefined>(undefined);
  const problem = useSignal<HostProblem | undefined>(undefined);

  const ask = (signal: AbortSignal): void => {
    if (message === null) return;
    problem.value = undefined;
    void askMessage(message, signal).then((answer) => {
      if ('problem' in answer) problem.value = answer.problem;
      else {
        sent.value = answer.status;
        if (typed.value === '') typed.value = answer.status.outcomes[0]?.path ?? '';
      }
    });
  };
  useEffect(() => {
    const ending = new AbortController();
    ask(ending.signal);
    return () => ending.abort();
  }, []);

  const read = useComputed(() => readRoute(typed.value, browserIdna));
  const chosen = useComputed(() => read.value.meanings[meaning.value] ?? read.value.meanings[0]);
  const checked = useComputed(() =>
    chosen.value === undefined || source.value.trim() === ''
      ? undefined
      : check(chosen.value.itinerary, source.value, sent.value),
  );
  const type = (text: string): void => {
    typed.value = text;
    meaning.value = 0;
  };

  return (
    <div class="body">
      <header>
        <h1>{t('verify.title')}</h1>
        <p class="dim">{t('verify.lead')}</p>
      </header>
      {problem.value !== undefined && (
        <HostNotice problem={problem.value} onAgain={() => ask(new AbortController().signal)} />
      )}
      <section>
        <h2>{t('verify.route')}</h2>
        <SentRecipients sent={sent.value} path={typed.value} onChoose={type} />
        <MarkedInput
          id="route"
          label={t('verify.route')}
          value={typed.value}
          issues={read.value.issues}
          placeholder={t('verify.route-hint')}
          onText={type}
        />
        <Meanings
          meanings={read.value.meanings}
          chosen={chosen.value}
          onChoose={(at) => {
            meaning.value = at;
          }}
        />
      </section>
      <SourceField
        text={source.value}
        onText={(text) => {
          source.value = text;
        }}
      />
      {checked.value !== undefined && <VerdictView checked={checked.value} />}
    </div>
  );
}

/** The recipients of a message that was sent directly, where there are several. */
function SentRecipients(props: {
  sent: MessageStatus | undefined;
  path: string;
  onChoose: (path: string) => void;
}) {
  const paths = props.sent?.outcomes.map((outcome) => outcome.path) ?? [];
  if (paths.length < 2) return null;
  return (
    <select
      aria-label={t('verify.which')}
      value={props.path}
      onChange={(event) => props.onChoose(event.currentTarget.value)}
    >
      {paths.map((path) => (
        <option key={path} value={path}>
          {path}
        </option>
      ))}
    </select>
  );
}

/** What the route field means; to be chosen where it can be read in more than one way. */
function Meanings(props: {
  meanings: readonly RouteMeaning[];
  chosen: RouteMeaning | undefined;
  onChoose: (at: number) => void;
}) {
  const { meanings, chosen, onChoose } = props;
  const inWords = ({ itinerary }: RouteMeaning): string => lineText(stationsOf(itinerary), t('line.sender'));
  if (chosen === undefined) return null;
  if (meanings.length === 1) {
    return (
      <p>
        <code class="dim">{inWords(chosen)}</code>
      </p>
    );
  }
  return (
    <div role="radiogroup" aria-label={t('verify.readings')} class="meanings">
      {meanings.map((one, at) => (
        <label class="check" key={one.notation ?? 'plain'}>
          <input type="radio" name="meaning" checked={one === chosen} onChange={() => onChoose(at)} />
          <span>
            <span class="dim">
              {t(one.notation === undefined ? 'verify.reading-plain' : `notation.${one.notation}`)}
            </span>{' '}
            <code>{inWords(one)}</code>
          </span>
        </label>
      ))}
    </div>
  );
}
