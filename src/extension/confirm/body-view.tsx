/** What the message says: as text, and where it has HTML, as whoever reads that will see it. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { FrozenDraft } from '../background/api.ts';
import { language, t } from '../ui/language.ts';
import { excerpt, measure } from './excerpt.ts';
import { framed } from './framed.ts';

/** A message up to this many octets leaves in one write with its recipients, RFC 2920 and RFC 3030, where the server can take that. */
const besideRecipients = 64 * 1024;

/** @param files octets of what is attached */
export function BodyView({ frozen: { draft }, files }: { frozen: FrozenDraft; files: number }) {
  const { html, text } = draft;
  const formatted = useSignal(html !== undefined);
  const measures = useMemo(() => ({ text: measure(text), html: measure(html ?? '') }), [draft]);
  const all = measures.text.octets + measures.html.octets + files;
  const switches = html !== undefined && (
    <fieldset class="switch">
      <legend class="unseen">{t('confirm.text')}</legend>
      {([true, false] as const).map((value) => (
        <label key={String(value)}>
          <input
            type="radio"
            name="as"
            checked={formatted.value === value}
            onChange={() => {
              formatted.value = value;
            }}
          />
          {t(value ? 'confirm.as-html' : 'confirm.as-text')}
        </label>
      ))}
    </fieldset>
  );
  return (
    <section class="text">
      {html !== undefined && formatted.value ? (
        <HtmlView html={html} octets={measures.html.octets} switches={switches} />
      ) : (
        <TextView text={text} measures={measures.text} switches={switches} />
      )}
      {all <= besideRecipients && <p class="dim small">{t('confirm.text-first')}</p>}
    </section>
  );
}

function Head({ switches, children }: { switches: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="text-head">
      <h2 id="text-title">{t('confirm.text')}</h2>
      {switches}
      <p class="dim small">{children}</p>
    </div>
  );
}

function HtmlView({ html, octets, switches }: { html: string; octets: number; switches: ComponentChildren }) {
  const document = useMemo(() => framed(html), [html]);
  const count = new Intl.NumberFormat(language.value);
  return (
    <>
      <Head switches={switches}>{t('confirm.html-size', { octets: count.format(octets) })}</Head>
      {/* No script, no form, no window, an origin of its own; the policy within lets nothing be fetched. */}
      <iframe class="text-box html" sandbox="" srcdoc={document} title={t('confirm.html-title')} />
    </>
  );
}

/** Shown at once; a text of megabytes would hold the window up. */
const most = { lines: 500, characters: 20_000 };

function TextView({
  text,
  measures: { octets, lines },
  switches,
}: {
  text: string;
  measures: ReturnType<typeof measure>;
  switches: ComponentChildren;
}) {
  const whole = useSignal(false);
  const beginning = excerpt(text, most.lines, most.characters);
  const count = new Intl.NumberFormat(language.value);
  return (
    <>
      <Head switches={switches}>
        {t('confirm.size-of', { octets: count.format(octets), lines: count.format(lines) })}
        {beginning !== text && (
          <>
            {' · '}
            <button
              type="button"
              class="link"
              aria-expanded={whole.value}
              onClick={() => {
                whole.value = !whole.value;
              }}
            >
              {t(whole.value ? 'confirm.less' : 'confirm.whole')}
            </button>
          </>
        )}
      </Head>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard. */}
      <section class="text-box" tabIndex={0} aria-labelledby="text-title" dir="auto">
        {text === '' && <span class="dim">{t('confirm.no-text')}</span>}
        {whole.value ? text : beginning}
        {!whole.value && beginning !== text && '…'}
      </section>
    </>
  );
}
