/** Where the received message comes in: pasted, or from a file. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../ui/language.ts';

/** Megabytes. The header is all that counts, but a message file holds everything. */
const largest = 64;

export function SourceField({ text, onText }: { text: string; onText: (text: string) => void }) {
  const chooser = useRef<HTMLInputElement>(null);
  const trouble = useSignal<string | undefined>(undefined);
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > largest * 1024 * 1024) {
      trouble.value = t('verify.file-large', { name: file.name, limit: largest });
      return;
    }
    try {
      onText(await file.text());
      trouble.value = undefined;
    } catch {
      trouble.value = t('verify.file-failed', { name: file.name });
    }
  };
  // Anywhere on the page: beside the field a browser would open the file in place of it.
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    document.addEventListener('dragover', (event) => hasFile(event) && event.preventDefault(), { signal });
    document.addEventListener(
      'drop',
      (event) => {
        if (!hasFile(event)) return;
        event.preventDefault();
        void read(event.dataTransfer?.files[0]);
      },
      { signal },
    );
    return () => ending.abort();
  }, []);
  return (
    <section>
      <div class="source-head">
        <h2>
          <label for="source">{t('verify.source')}</label>
        </h2>
        <button type="button" onClick={() => chooser.current?.click()}>
          {t('verify.open-file')}
        </button>
        <input
          ref={chooser}
          type="file"
          accept=".eml,message/rfc822,text/plain"
          hidden
          aria-label={t('verify.open-file')}
          onChange={(event) => {
            void read(event.currentTarget.files?.[0]);
            // The same file may be chosen again after it changed.
            event.currentTarget.value = '';
          }}
        />
      </div>
      <textarea
        id="source"
        rows={9}
        wrap="off"
        spellcheck={false}
        autocomplete="off"
        value={text}
        placeholder={'Received: from s3.test by dest.test with ESMTP …'}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      {trouble.value !== undefined && (
        <p class="issue" data-severity="error" role="alert">
          {trouble.value}
        </p>
      )}
    </section>
  );
}

function hasFile({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
