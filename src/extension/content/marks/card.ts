/** What a sign means: the recipient, its line of stations or its fault, and the cure. One to a field, shown at the sign that is looked at. */
import { guardWords } from '../../../core/words/guard.ts';
import { marksWords } from '../../../core/words/marks.ts';
import { type Language, say } from '../../../core/words/phrase.ts';
import { visible } from '../../../core/words/visible.ts';
import type { InsertAnswer } from '../../messages.ts';
import { fixedText, type RecipientMark } from '../assess.ts';
import { element, sign } from './element.ts';
import { faultOf, meaningOf } from './sentences.ts';
import { underlined } from './sign.ts';

export interface CardOptions {
  readonly language: Language;
  readonly webmail: string;
  /** Puts the cured text into the field, in the recipient's place. */
  readonly fix: (mark: RecipientMark, text: string) => Promise<InsertAnswer>;
  /** Told to screen readers. */
  readonly tell: (sentence: string) => void;
}

/** @returns its parts, to be put into the card's frame */
export function cardFor(
  document: Document,
  mark: RecipientMark,
  { language, webmail, fix, tell }: CardOptions,
  close: () => void,
): readonly HTMLElement[] {
  const { stations } = mark;
  const head = element(
    document,
    'p',
    { class: `head ${mark.state}` },
    sign(document, mark.state),
    // As long as the text, so that the offsets hold.
    element(document, 'span', { class: 'address' }, ...underlined(document, mark, visible(mark.text))),
  );
  const way =
    stations &&
    element(
      document,
      'p',
      { class: 'way', 'aria-label': meaningOf(mark, language), role: 'img' },
      ...[say(marksWords.sender, language), ...stations].map((name) =>
        element(document, 'span', {}, visible(name)),
      ),
    );
  const said = faultOf(mark, language) ?? (way ? '' : meaningOf(mark, language));
  const sentence = element(document, 'p', { class: 'sentence' }, said);
  const cured = fixedText(mark);
  return [
    head,
    ...(way ? [way] : []),
    ...(said ? [sentence] : []),
    ...(cured === undefined ? [] : [fixButton(cured)]),
  ];

  function fixButton(text: string): HTMLElement {
    const name = say(guardWords.rewrite, language, { address: visible(text) });
    const button = element(document, 'button', { type: 'button', class: 'fix' }, name);
    button.addEventListener('click', async (event) => {
      // Not `disabled`: the focus would go elsewhere, and the card with it.
      if (!event.isTrusted || button.ariaDisabled) return;
      button.ariaDisabled = 'true';
      const answer = await fix(mark, text);
      if (answer.ok) {
        tell(say(marksWords.fixed, language, { address: visible(answer.stands) }));
        return close();
      }
      const stands = visible(answer.stands ?? '');
      const why = say(marksWords[stands ? 'not-fixed' : 'not-taken'], language, { webmail, stands });
      sentence.textContent = why;
      if (!sentence.isConnected) button.before(sentence);
      tell(why);
    });
    return button;
  }
}
