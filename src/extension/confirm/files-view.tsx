/** The attachments: what goes along, what can't as it is, and what the person makes of it. */
import type { Signal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { visible } from '../../core/words/visible.ts';
import { t } from '../ui/language.ts';
import { type FileRow, keep, leaveOut, pick, putBack, sizeOf } from './file-choices.ts';
import { sizeText } from './size.ts';

export function FilesView({ rows, busy }: { rows: Signal<readonly FileRow[]>; busy: boolean }) {
  const change = (at: number, to: (row: FileRow) => FileRow): void => {
    rows.value = rows.value.map((row, index) => (index === at ? to(row) : row));
  };
  return (
    <ul class="files">
      {rows.value.map((row, at) => (
        <FileLine key={at} row={row} busy={busy} onChange={(to) => change(at, to)} />
      ))}
    </ul>
  );
}

interface FileLineProps {
  readonly row: FileRow;
  readonly busy: boolean;
  readonly onChange: (to: (row: FileRow) => FileRow) => void;
}

function FileLine({ row, busy, onChange }: FileLineProps) {
  const { name, choice } = row;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const size = sizeOf(row);
  const left = choice.kind === 'left';
  return (
    <li data-kind={choice.kind}>
      <span class="file-name" dir="auto">
        {left ? <s>{visible(name)}</s> : visible(name)}
      </span>
      <span class="dim small size">
        {left ? t('confirm.file-left') : size !== undefined && sizeText(size)}
      </span>
      <span class="file-acts">
        {choice.kind === 'open' && choice.caught !== undefined && (
          <button
            type="button"
            class="small-button"
            disabled={busy}
            aria-label={`${t('confirm.keep')}: ${visible(name)}`}
            aria-describedby={id}
            onClick={() => onChange(keep)}
          >
            {t('confirm.keep')}
          </button>
        )}
        {choice.kind === 'open' && choice.caught === undefined && (
          <>
            <input
              type="file"
              hidden
              ref={input}
              onChange={(event) => {
                const [file] = event.currentTarget.files ?? [];
                if (file !== undefined) onChange((one) => pick(one, file));
              }}
            />
            <button
              type="button"
              class="small-button"
              disabled={busy}
              aria-label={t('confirm.pick-again', { name: visible(name) })}
              aria-describedby={id}
              onClick={() => input.current?.click()}
            >
              {t('confirm.pick')}
            </button>
          </>
        )}
        <button
          type="button"
          class="small-button"
          disabled={busy}
          aria-label={`${t(left ? 'confirm.put-back' : 'confirm.leave-out')}: ${visible(name)}`}
          onClick={() => onChange(left ? putBack : leaveOut)}
        >
          {t(left ? 'confirm.put-back' : 'confirm.leave-out')}
        </button>
      </span>
      {choice.kind === 'open' && (
        <p class="warned small" id={id}>
          {t(`confirm.file-${choice.trouble}`)}
        </p>
      )}
    </li>
  );
}
