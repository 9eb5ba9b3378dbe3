/** The foot of the popup: what can be done with the address, and how it went. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { InterfaceKey } from '../../core/words/interface.ts';
import { visible } from '../../core/words/visible.ts';
import type { FieldName } from '../messages.ts';
import { CopyWide } from '../ui/copy-button.tsx';
import { HostNotice } from '../ui/host-notice.tsx';
import { t } from '../ui/language.ts';
import { checkHost, insert, type Result, sendDirectly } from './actions.ts';
import type { Plan } from './plan.ts';
import type { Session } from './session.ts';

const fields: readonly FieldName[] = ['to', 'cc', 'bcc'];

export function ActionsView({ session, plan }: { session: Session; plan: Plan }) {
  const result = useSignal<Result | undefined>(undefined);
  const busy = useSignal(false);
  const ending = useMemo(() => new AbortController(), []);
  useEffect(() => () => ending.abort(), []);
  const builder = session.builder.value;
  const composer = session.composer.value;
  const ready = plan.address !== undefined;
  const direct = plan.advice?.recommended.way === 'direct';
  const check = async (): Promise<void> => {
    const found = await checkHost(ending.signal).catch(() => undefined);
    // Never over the result of what the person did meanwhile.
    if (result.value === undefined || (result.value.kind === 'host' && result.value.opening))
      result.value = found;
  };
  const open = composer !== undefined;
  useEffect(() => {
    if (open) void check();
  }, [open]);
  const act = async (deed: () => Promise<Result | undefined>): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    result.value = await deed().catch(() => ({ kind: 'broken' }) as const);
    busy.value = false;
    if (result.value?.kind === 'opened' && !session.inWindow) window.close();
  };
  const send = (): Promise<void> => act(() => sendDirectly(session, plan, ending.signal));
  if (composer === undefined && !ready) return null;
  return (
    <footer class="foot">
      <ResultView result={result.value} onSend={send} onCheck={check} />
      <div class="actions">
        {composer !== undefined && (
          <>
            <span class="joined">
              <button
                type="button"
                class={direct ? 'insert' : 'insert primary'}
                disabled={!ready}
                // Not `disabled`: the focus would go elsewhere.
                aria-disabled={busy.value}
                onClick={() => act(() => insert(session, plan, builder.field))}
              >
                {t('act.insert')}
              </button>
              <select
                class="field"
                aria-label={t('act.insert-into')}
                value={builder.field}
                onChange={(event) => {
                  const field = fields.find((one) => one === event.currentTarget.value);
                  if (field !== undefined) session.change({ ...builder, field });
                }}
              >
                {fields.map((field) => (
                  <option key={field} value={field}>
                    {t(`field.${field}`)}
                  </option>
                ))}
              </select>
            </span>
            <button
              type="button"
              class={direct ? 'primary' : ''}
              disabled={!ready}
              aria-disabled={busy.value}
              onClick={send}
            >
              {t('act.direct')}
            </button>
          </>
        )}
        {plan.address !== undefined && composer === undefined && <CopyWide text={plan.address} />}
      </div>
    </footer>
  );
}

function ResultView(props: { result: Result | undefined; onSend: () => void; onCheck: () => void }) {
  const { result, onSend, onCheck } = props;
  if (result?.kind === 'host') {
    return result.opening === true ? (
      <HostNotice problem={result.problem} onAgain={onCheck} />
    ) : (
      <HostNotice problem={result.problem} onAgain={onSend} asksItself />
    );
  }
  return <div role="status">{result !== undefined && <Told result={result} />}</div>;
}

function Told({ result }: { result: Exclude<Result, { kind: 'host' }> }) {
  switch (result.kind) {
    case 'opened':
      return null;
    case 'moved-on':
    case 'bad-draft':
    case 'too-large':
      return (
        <p class="notice small" data-kind="error">
          {t(`direct.${result.kind}`)}
        </p>
      );
    case 'no-message':
      return (
        <p class="notice small" data-kind="error">
          {t('direct.no-message')}
        </p>
      );
    case 'broken':
      return (
        <p class="notice small" data-kind="error">
          {t('page.broken')}
        </p>
      );
    case 'inserted':
      return (
        <>
          <p class="notice small" data-kind="good">
            <With sentence="insert.stands" field={result.field} code={result.stands} />
          </p>
          {result.stayed !== undefined && (
            <p class="notice small" data-kind="warning">
              <With sentence="insert.stayed" field={result.stayed.field} code={result.stayed.text} />
            </p>
          )}
        </>
      );
    case 'not-inserted':
      return (
        <p class="notice small" data-kind="error">
          <With sentence={`insert.${result.reason}`} field={result.field} code={result.stands ?? '∅'} />
        </p>
      );
  }
}

/** A sentence in which the address stands in the monospaced face. */
function With({ sentence, field, code }: { sentence: InterfaceKey; field: FieldName; code: string }) {
  const hole = '\ue000';
  const said = t(sentence, { field: t(`field.${field}`), address: hole, stands: hole });
  const [before = '', after] = said.split(hole);
  return (
    <>
      {before}
      {after !== undefined && <code>{visible(code)}</code>}
      {after}
    </>
  );
}
