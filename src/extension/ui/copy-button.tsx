/** Copies a text and says so in its own place. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { t } from './language.ts';

function useCopy(text: string) {
  const result = useSignal<'done' | 'failed' | undefined>(undefined);
  useEffect(() => {
    if (result.value === undefined) return;
    const timer = setTimeout(() => {
      result.value = undefined;
    }, 2000);
    return () => clearTimeout(timer);
  }, [result.value]);
  const copy = async (): Promise<void> => {
    result.value = await navigator.clipboard.writeText(text).then(
      () => 'done' as const,
      () => 'failed' as const,
    );
  };
  const said = result.value === undefined ? '' : t(`copy.${result.value}`);
  return { copy, said, done: result.value === 'done', failed: result.value === 'failed' };
}

export function CopyButton({ text, what }: { text: string; what: string }) {
  const { copy, said, done, failed } = useCopy(text);
  return (
    <>
      <button
        type="button"
        class="icon"
        onClick={copy}
        title={failed ? said : t('copy')}
        aria-label={`${t('copy')}: ${what}`}
      >
        <Icon shape={done ? 'done' : failed ? 'remove' : 'copy'} />
      </button>
      <span class="unseen" role="status">
        {said}
      </span>
    </>
  );
}

/** The same as the main action of a page. Its two faces share one place, so that its width does not change. */
export function CopyWide({ text }: { text: string }) {
  const { copy, said, done, failed } = useCopy(text);
  return (
    <>
      <button type="button" class="primary faces" onClick={copy}>
        <span style={{ visibility: done ? 'hidden' : 'visible' }}>{t('copy')}</span>
        <span style={{ visibility: done ? 'visible' : 'hidden' }}>{t('copy.done')}</span>
      </button>
      <span class={failed ? 'issue' : 'unseen'} role="status">
        {said}
      </span>
    </>
  );
}

/** A command or an address that stands in full beside its copy button. */
export function Copyable({ text, what }: { text: string; what: string }) {
  return (
    <div class="copyable">
      <code>{text}</code>
      <CopyButton text={text} what={what} />
    </div>
  );
}
