/** A line of text whose faulty spans are marked where they stand, with the sentence beneath it. */
import { useSignal } from '@preact/signals';
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { fixOf, type Issue } from '../../core/address/issue.ts';
import { type IssueCode, sayIssue } from '../../core/words/issues.ts';
import { language, t } from './language.ts';
import { whenLetGo } from './let-go.ts';
import { segments, withFix } from './segments.ts';

export interface MarkedInputProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly issues: readonly Issue<IssueCode>[];
  readonly onText: (text: string) => void;
  readonly onKeyDown?: (event: TargetedKeyboardEvent<HTMLInputElement>) => void;
  readonly placeholder?: string;
  readonly list?: string;
}

/** Milliseconds of rest before an issue is shown, so that half a name is not called wrong. */
const rest = 400;

export function MarkedInput(props: MarkedInputProps) {
  const { id, label, value, onText, onKeyDown, placeholder, list } = props;
  const settled = useSignal(value);
  const under = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const ending = new AbortController();
    const settle = (): void => {
      settled.value = value;
    };
    const timer = setTimeout(whenLetGo, rest, settle, ending.signal);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [value]);
  const follow = (): void => {
    if (under.current !== null && input.current !== null) under.current.scrollLeft = input.current.scrollLeft;
  };
  const issues = settled.value === value ? props.issues : [];
  const wrong = issues.some((issue) => issue.severity === 'error');
  return (
    <div class="marked-field">
      <div class="marked">
        <div class="marked-under" aria-hidden="true" ref={under}>
          {segments(value, issues).map((piece, at) =>
            piece.severity === undefined ? (
              piece.text
            ) : (
              <mark key={at} data-severity={piece.severity}>
                {piece.text}
              </mark>
            ),
          )}
        </div>
        <input
          ref={input}
          id={id}
          class="marked-text"
          type="text"
          value={value}
          aria-label={label}
          aria-invalid={wrong}
          aria-describedby={`${id}-issue`}
          placeholder={placeholder}
          list={list}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          onInput={(event) => {
            onText(event.currentTarget.value);
            follow();
          }}
          onScroll={follow}
          onSelect={follow}
          onKeyDown={onKeyDown}
        />
      </div>
      <IssueNote
        id={`${id}-issue`}
        text={value}
        issues={issues}
        onFix={(text) => {
          onText(text);
          input.current?.focus();
        }}
      />
    </div>
  );
}

/** The gravest finding only: one sentence, and its cure where there is one. */
function IssueNote(props: {
  id: string;
  text: string;
  issues: readonly Issue<IssueCode>[];
  onFix: (text: string) => void;
}) {
  const { id, text, onFix } = props;
  const gravest = ['error', 'warning', 'hint'] as const;
  const issue = gravest.map((one) => props.issues.find((found) => found.severity === one)).find(Boolean);
  const fix = issue && fixOf(issue);
  return (
    <div id={id} aria-live="polite">
      {issue !== undefined && (
        <p class="issue" data-severity={issue.severity}>
          {sayIssue(issue, text, language.value)}
          {fix !== undefined && (
            <>
              {' '}
              <button type="button" class="link" onClick={() => onFix(withFix(text, fix))}>
                {fix.text === '' ? t('fix.remove') : t('fix.apply', { text: fix.text })}
              </button>
            </>
          )}
        </p>
      )}
    </div>
  );
}
