/** The address in each notation, what this webmail makes of it, and which is best here. */
import type { Issue } from '../../core/address/issue.ts';
import type { Advice } from '../../core/advice/advise.ts';
import type { RouteIssueCode } from '../../core/route/codes.ts';
import { adviceWords } from '../../core/words/advice.ts';
import { sayIssue } from '../../core/words/issues.ts';
import { say } from '../../core/words/phrase.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { HostName } from '../ui/host-name.tsx';
import { language, t } from '../ui/language.ts';
import type { Plan } from './plan.ts';
import type { Session } from './session.ts';

export function NotationView({ session, plan }: { session: Session; plan: Plan }) {
  const { advice } = plan;
  if (advice === undefined) return null;
  const best = advice.recommended.way === 'insert' ? advice.recommended.notation : undefined;
  // The reason of what is recommended, until the person looks at another notation.
  const chosen = advice.choices.find((choice) => choice.notation === plan.notation);
  const reason = session.builder.value.notation === undefined ? advice.reason : chosen?.reason;
  const inPage = session.composer.value !== undefined;
  const why = inPage && reason !== undefined && (
    <p class="small">
      {say(adviceWords[reason], language.value, { webmail: t('webmail.this'), ...advice.words })}
    </p>
  );
  // Without hops there is one way to write it, and something to say only where this webmail does not carry the mailbox itself.
  if ((plan.itinerary?.hops ?? plan.hops).length === 0) return best === undefined ? why : null;
  return (
    <section class={plan.stale === true ? 'stale' : ''}>
      <h2 id="notation-title" class="unseen">
        {t('notation.label')}
      </h2>
      <div role="radiogroup" aria-labelledby="notation-title" class="notations">
        {advice.choices.map((choice) => (
          <Choice
            key={choice.notation}
            choice={choice}
            issues={plan.written?.[choice.notation] ?? []}
            best={choice.notation === best}
            chosen={choice === chosen}
            inPage={inPage}
            onChoose={() => session.change({ ...session.builder.value, notation: choice.notation })}
          />
        ))}
      </div>
      {why}
    </section>
  );
}

function Choice(props: {
  choice: Advice['choices'][number];
  issues: readonly Issue<RouteIssueCode>[];
  best: boolean;
  chosen: boolean;
  inPage: boolean;
  onChoose: () => void;
}) {
  const { choice, issues, best, chosen, inPage, onChoose } = props;
  const { notation, address, webmail } = choice;
  const id = `notation-${notation}`;
  return (
    <div class="notation" data-chosen={chosen}>
      <input
        type="radio"
        id={id}
        name="notation"
        checked={chosen}
        disabled={address === undefined}
        aria-describedby={`${id}-address ${id}-treatment`}
        onChange={onChoose}
      />
      <label for={id}>
        {t(`notation.${notation}`)}
        {best && <span class="best"> {t('notation.recommended')}</span>}
      </label>
      {inPage && (
        <span id={`${id}-treatment`} class="treatment small" data-treatment={webmail}>
          {t(`treatment.${webmail}`)}
        </span>
      )}
      <div id={`${id}-address`} class="written">
        {address !== undefined && (
          <code class={chosen ? '' : 'dim'}>
            <HostName name={address} />
          </code>
        )}
        {(address === undefined || chosen) &&
          issues.slice(0, 1).map((issue) => (
            <p class="issue" key={issue.code} data-severity={issue.severity}>
              {sayIssue(issue, address ?? '', language.value)}
            </p>
          ))}
      </div>
      {address !== undefined && <CopyButton text={address} what={t(`notation.${notation}`)} />}
    </div>
  );
}
