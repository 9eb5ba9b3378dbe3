/**
 * The window that asks once more and then shows the sending: `?draft=ID` confirms the frozen draft of that id,
 * `?message=ID` watches a message that was sent before. The id of a draft is the id of its message.
 */
import { background } from '../background/api.ts';
import { t } from '../ui/language.ts';
import { mount } from '../ui/mount.tsx';
import { ConfirmWindow } from './confirm-window.tsx';

void mount('confirm.title', async () => {
  // A page that frames this one could lay something over the button, or take the click's coordinates.
  if (window.top !== window) return <Told text={t('confirm.framed')} />;
  const asked = new URLSearchParams(location.search);
  const draftId = asked.get('draft');
  const messageId = asked.get('message');
  const id = draftId ?? messageId;
  if (id === null) return <Told text={t('confirm.gone')} />;
  // Messages between pages are JSON, in which "nothing" becomes null.
  const frozen = (await background.frozenDraft(id)) ?? undefined;
  if (draftId !== null && frozen === undefined) return <Told text={t('confirm.gone')} />;
  const earlier = draftId === null ? [] : await background.givenBefore(id);
  return <ConfirmWindow id={id} frozen={frozen} earlier={earlier ?? []} sent={draftId === null} />;
});

function Told({ text }: { text: string }) {
  return (
    <p class="notice told" data-kind="warning" role="alert">
      {text}
    </p>
  );
}
