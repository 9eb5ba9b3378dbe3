/** The verdict: one sentence, the line, and every leg with what it rests on. */
import { type Leg, unseenDestination } from '../../core/trace/verdict.ts';
import { say } from '../../core/words/phrase.ts';
import { traceWords } from '../../core/words/trace.ts';
import { HostName } from '../ui/host-name.tsx';
import { language, t } from '../ui/language.ts';
import { Line } from '../ui/line.tsx';
import type { Checked } from './check.ts';
import { proofOf, verdictStations } from './verdict-line.ts';

export function VerdictView({ checked: { lines, verification } }: { checked: Checked }) {
  if (verification === undefined) {
    return (
      <p class="notice" data-kind="warning" role="status">
        {t('verify.no-received')}
      </p>
    );
  }
  const { verdict, legs } = verification;
  const stations = verdictStations(verification);
  const missing = legs
    .filter((leg) => leg.proof === 'missing')
    .map((leg) => leg.to)
    .join(', ');
  const proof = proofOf(verification);
  const host = unseenDestination(verification);
  const proofs = (['proven', 'claimed', 'missing'] as const).filter((one) =>
    legs.some((leg) => leg.proof === one),
  );
  return (
    <>
      <section aria-live="polite">
        <p class="verdict" data-verdict={verdict} data-proof={proof?.kind}>
          <strong>
            {verdict === 'followed' && proof?.kind !== 'all'
              ? t('verify.followed-unproven')
              : say(traceWords[`verdict.${verdict}`], language.value, { missing })}
          </strong>
          {proof !== undefined && (
            <span class="rests-on">
              {' '}
              {t(`verify.${proof.kind}-proven`, { proven: proof.proven, total: proof.total })}
            </span>
          )}
        </p>
        <Line stations={stations} orientation={stations.length > 7 ? 'vertical' : 'horizontal'} />
        {host !== undefined && <p class="dim">{t('verify.hint-alias', { host })}</p>}
      </section>
      <section>
        <div class="source-head">
          <h2>{t('verify.legs')}</h2>
          <span class="dim small">{t('verify.lines', { n: lines })}</span>
        </div>
        <LegTable legs={legs} />
        <dl class="key dim small">
          {proofs.map((proof) => (
            <div key={proof}>
              <dt>{say(traceWords[`proof.${proof}`], language.value)}</dt>
              <dd>{say(traceWords[`proof.${proof}.meaning`], language.value)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

function LegTable({ legs }: { legs: readonly Leg[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section class="table" tabIndex={0} aria-label={t('verify.legs')}>
      <table>
        <thead>
          <tr>
            {(['from', 'to', 'with', 'for', 'time', 'proof'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`leg.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {legs.map((leg, at) => (
            <tr key={at} data-proof={leg.proof} data-role={leg.role}>
              <td class="code">
                <HostName name={leg.from} />
              </td>
              <td class="code">
                <HostName name={leg.to} />
                {leg.role === 'stranger' && <span class="stranger"> {t('line.stranger')}</span>}
              </td>
              <td class="code">{leg.with ?? '–'}</td>
              <td class="code">{leg.for === undefined ? '–' : <HostName name={`<${leg.for}>`} />}</td>
              <td class="code">
                {leg.at === undefined ? '–' : <time dateTime={leg.at}>{clock(leg.at)}</time>}
              </td>
              <td class="proof">{say(traceWords[`proof.${leg.proof}`], language.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** `2026-11-23 04:13:42Z`: in UTC, as the lines of many servers are compared. */
function clock(iso: string): string {
  return iso.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}
