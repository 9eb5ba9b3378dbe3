/** What became of one recipient: its path and state, the server's own words, and beneath them what the place has to say of it. */
import type { ComponentChildren } from 'preact';
import type { Outcome } from '../../core/bridge/protocol.ts';
import { visibleLines } from './foreign.ts';
import { HostName } from './host-name.tsx';
import { t } from './language.ts';

export function ResultView({ outcome, children }: { outcome: Outcome; children: ComponentChildren }) {
  const { path, state, server, reply, step } = outcome;
  const where = server === undefined || step === undefined ? server : t('live.at-step', { server, step });
  return (
    <li class="result" data-state={state}>
      <p class="result-head">
        <code>
          &lt;
          <HostName name={path} />
          &gt;
        </code>
        <span class="state">{t(`state.${state}`)}</span>
      </p>
      {reply !== undefined && (
        <p class="said">
          {where !== undefined && <span class="dim small">{where}</span>}
          <code>{visibleLines(reply)}</code>
        </p>
      )}
      {children}
    </li>
  );
}
