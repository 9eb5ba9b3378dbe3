/** What holds for the site of this tab: how its message was found, where its fields are, and whether Send is held. */
import { useSignal } from '@preact/signals';
import { background } from '../background/api.ts';
import { type FieldName, fieldNames } from '../messages.ts';
import { t } from '../ui/language.ts';
import type { Session } from './session.ts';

/** What the person should know before anything else. */
export function SiteNotes({ session }: { session: Session }) {
  const { finding, late, settings } = session.site.value;
  const found =
    finding === undefined
      ? undefined
      : finding.by === 'pointed'
        ? t('found.pointed')
        : `${t(`found.${finding.by}`, { text: finding.text })} ${t(`found.${finding.certainty === 'probable' ? 'probable' : 'possible'}`)}`;
  return (
    <>
      {late === true && <p class="notice small">{t('guard.late')}</p>}
      {settings?.guard === false && (
        <p class="notice small" data-kind="warning">
          {t('guard.is-off')}
        </p>
      )}
      {found !== undefined && <p class="small dim">{found}</p>}
    </>
  );
}

/** What the person may change. */
export function ThisSite({ session }: { session: Session }) {
  const { enabled, settings } = session.site.value;
  const { tabId } = session;
  if (!enabled || settings === undefined || tabId === undefined) return null;
  const hold = async (on: boolean): Promise<void> => {
    await background.setGuard(tabId, on);
    await session.look();
  };
  return (
    <section class="direct">
      <h2>{t('site.label')}</h2>
      <label class="check">
        <input
          type="checkbox"
          checked={settings.guard}
          onChange={(event) => void hold(event.currentTarget.checked)}
        />
        <span>{t('guard.hold')}</span>
      </label>
      <Pointing session={session} tabId={tabId} />
    </section>
  );
}

/** Only where no site file says where the fields are. */
function Pointing({ session, tabId }: { session: Session; tabId: number }) {
  const field = useSignal<FieldName>('to');
  const refused = useSignal(false);
  const { site, finding, settings } = session.site.value;
  if (session.unreachable.value || (site !== undefined && finding === undefined)) return null;
  const point = async (): Promise<void> => {
    refused.value = !(await background.point(tabId, field.value)).ok;
    // The page needs the pointer and the keyboard now.
    if (!refused.value && !session.inWindow) window.close();
  };
  const forget = async (name: FieldName): Promise<void> => {
    await background.forgetPointed(tabId, name);
    await session.look();
  };
  return (
    <>
      <p class="actions">
        <button type="button" onClick={point}>
          {t('point.do')}
        </button>
        <select
          class="field"
          aria-label={t('point.which')}
          value={field.value}
          onChange={(event) => {
            field.value = fieldNames.find((name) => name === event.currentTarget.value) ?? 'to';
          }}
        >
          {fieldNames.map((name) => (
            <option key={name} value={name}>
              {t(`field.${name}`)}
            </option>
          ))}
        </select>
      </p>
      {refused.value && (
        <p class="notice small" data-kind="error" role="status">
          {t('site.unreachable')}
        </p>
      )}
      {fieldNames
        .filter((name) => settings?.pointed[name] !== undefined)
        .map((name) => (
          <p key={name} class="small">
            {t('point.kept', { field: t(`field.${name}`) })}{' '}
            <button type="button" class="link small" onClick={() => void forget(name)}>
              {t('point.forget')}
            </button>
          </p>
        ))}
    </>
  );
}
