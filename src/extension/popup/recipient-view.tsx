/** Whose way it is: typed, or one of the composer's recipients. */
import { lineText, stationsOf } from '../../core/route/line.ts';
import { visible } from '../../core/words/visible.ts';
import { browserIdna } from '../idna.ts';
import { t } from '../ui/language.ts';
import { MarkedInput } from '../ui/marked-input.tsx';
import { typeRecipient } from './builder.ts';
import { type ComposerRecipient, composerRecipients } from './direct.ts';
import type { Plan } from './plan.ts';
import type { Session } from './session.ts';
import { takeApart, takeUp } from './start.ts';

export function RecipientView({ session, plan }: { session: Session; plan: Plan }) {
  const builder = session.builder.value;
  const composer = session.composer.value;
  const others = composer === undefined ? [] : composerRecipients(composer);
  return (
    <section aria-label={t('recipient.label')} class="recipient">
      <h2>{t('recipient.label')}</h2>
      <MarkedInput
        id="recipient"
        label={t('recipient.label')}
        value={builder.recipient}
        issues={plan.recipientIssues}
        placeholder={t('recipient.hint')}
        onText={(text) => session.change(typeRecipient(builder, text))}
      />
      {others.length > (builder.recipient === '' ? 0 : 1) && (
        <fieldset class="pills" aria-label={t('recipient.choose')}>
          {others.map((one, at) => (
            <button
              // The same recipient may stand there twice.
              key={`${at} ${one.field} ${one.text}`}
              type="button"
              class="pill"
              aria-pressed={isChosen(one, builder.chosen)}
              onClick={() => session.change(takeUp(builder, one, browserIdna))}
            >
              <span class="dim">{t(`field.${one.field}`)}</span> {visible(one.text)}
            </button>
          ))}
        </fieldset>
      )}
      {plan.inside.map(({ notation, itinerary }) => (
        <p class="issue" key={notation}>
          {t('recipient.take-apart', {
            notation: t(`notation.${notation}`),
            line: lineText(stationsOf(itinerary), t('line.sender')),
          })}{' '}
          <button type="button" class="link" onClick={() => session.change(takeApart(builder, itinerary))}>
            {t('recipient.take-apart-do')}
          </button>
        </p>
      ))}
    </section>
  );
}

function isChosen(one: ComposerRecipient, chosen: ComposerRecipient | undefined): boolean {
  return one.field === chosen?.field && one.text === chosen.text;
}
