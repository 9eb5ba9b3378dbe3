/** What a direct sending needs to know: to whom, and to which host. */
import { browserIdna } from '../idna.ts';
import { t } from '../ui/language.ts';
import { composerRecipients, directPlan, firstHop } from './direct.ts';
import type { Plan } from './plan.ts';
import type { Session } from './session.ts';

export function DirectView({ session, plan }: { session: Session; plan: Plan }) {
  const builder = session.builder.value;
  const composer = session.composer.value;
  if (composer === undefined) return null;
  const direct = directPlan(builder, plan, composer, browserIdna);
  const several = composerRecipients(composer).length > 1;
  const first = firstHop(plan);
  if (!several && first === undefined) return null;
  return (
    <section class="direct">
      <h2>{t('direct.label')}</h2>
      {several && (
        <label class="check">
          <input
            type="checkbox"
            checked={builder.onlyThis}
            onChange={(event) => session.change({ ...builder, onlyThis: event.currentTarget.checked })}
          />
          {t('direct.only-this')}
        </label>
      )}
      {first !== undefined && (
        <label class="check">
          <input
            type="checkbox"
            checked={builder.thisHost === first}
            onChange={(event) =>
              session.change({ ...builder, thisHost: event.currentTarget.checked ? first : undefined })
            }
          />
          <span>{t('direct.this-host', { name: first })}</span>
        </label>
      )}
      {direct !== undefined && direct.leftOut.length > 0 && (
        <p class="small dim">{t('direct.left-out', { names: direct.leftOut.join(', ') })}</p>
      )}
    </section>
  );
}
