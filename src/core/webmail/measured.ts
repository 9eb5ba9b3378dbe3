/**
 * Seven composers, measured with real key events and a real clipboard against a server that accepts every RCPT. What is not said to be
 * damaged, refused or untried was intact.
 */
import type { Carriage, Treatment, WebmailBehaviour } from './behaviour.ts';
import { type Form, forms } from './form.ts';

/** What became of the forms when they came in one way. */
interface Seen {
  readonly damaged?: readonly Form[];
  readonly refused?: readonly Form[];
  readonly untried?: readonly Form[];
}

const routes = ['source-route', 'source-route-named', 'one-hop', 'one-hop-named'] as const;

function carriages(typed: Seen, inserted: Seen, date: string): Readonly<Record<Form, Carriage>> {
  const treatment = ({ damaged, refused, untried }: Seen, form: Form): Treatment =>
    untried?.includes(form)
      ? 'unknown'
      : damaged?.includes(form)
        ? 'damaged'
        : refused?.includes(form)
          ? 'refused'
          : 'intact';
  const each = forms.map((form): [Form, Carriage] => [
    form,
    { typed: treatment(typed, form), inserted: treatment(inserted, form), evidence: 'run', date },
  ]);
  return Object.fromEntries(each) as Record<Form, Carriage>;
}

/** Every list by lines was pasted. */
const untriedTyped = ['list-lines'] as const;
/** Nobody pasted these into SnappyMail, nor into Horde. Percent was put in by script and stood unchanged. */
const untriedPasted = [
  ...['bang', 'literal-4', 'no-dot', 'group', 'list-semicolons'],
] as const satisfies readonly Form[];

const roundcube = { name: 'Roundcube', version: '1.6.5+dfsg-1+deb12u13' };
const roundcubeRefuses = [
  ...routes,
  'bare-bang',
  'quoted-at',
  'literal-4',
  'literal-6',
  'no-dot',
] as const satisfies readonly Form[];
/** The parser of elastic's chips cuts the last letter off a domain of another script. */
const elasticRefuses = [...roundcubeRefuses, 'utf8-local-part'] as const satisfies readonly Form[];
/** A field of plain text: typing and pasting leave the same value. */
const roundcubeText = carriages(
  { refused: roundcubeRefuses, untried: untriedTyped },
  { refused: roundcubeRefuses },
  '2026-11-24',
);

const snappymailDamages = [
  ...['source-route', 'one-hop', 'bare-bang', 'quoted', 'quoted-at', 'literal-6'],
] as const satisfies readonly Form[];

const sogoDamages = [
  // Typed, they fall into one recipient for each station. Pasted, RCPT TO is right, but the To field leaves empty or stripped.
  ...routes,
  // RCPT TO is right; the To field names somebody else, or nobody.
  ...(['bare-bang', 'quoted', 'quoted-at', 'literal-4', 'literal-6', 'utf8-local-part', 'idn'] as const),
  // The group's name becomes a recipient, or a part of one.
  'group',
] as const satisfies readonly Form[];

const squirrelmailDamages = [
  ...routes,
  ...(['bare-bang', 'quoted', 'quoted-at', 'literal-6', 'utf8-local-part', 'idn'] as const),
] as const satisfies readonly Form[];

const hordeRefuses = [
  ...['source-route-named', 'one-hop', 'one-hop-named', 'literal-6', 'utf8-local-part'],
] as const satisfies readonly Form[];
/** Two hops are cut down to `s1.test@` and the user's own domain. */
const hordeDamages = ['source-route', 'bare-bang', 'literal-4'] as const satisfies readonly Form[];

export const webmails: Readonly<Record<string, WebmailBehaviour>> = {
  'roundcube-elastic': {
    key: 'roundcube-elastic',
    ...roundcube,
    ...carriages(
      { refused: elasticRefuses, untried: untriedTyped },
      { refused: elasticRefuses },
      '2026-11-24',
    ),
  },
  'roundcube-larry': { key: 'roundcube-larry', ...roundcube, ...roundcubeText },
  'roundcube-classic': { key: 'roundcube-classic', ...roundcube, ...roundcubeText },
  snappymail: {
    key: 'snappymail',
    name: 'SnappyMail',
    version: '2.38.2 (git ba496919)',
    // A display name protects a route: of one hop always, of two only where the field got them in one piece.
    ...carriages(
      { damaged: [...snappymailDamages, 'source-route-named'], untried: untriedTyped },
      {
        damaged: [...snappymailDamages, 'list-lines'],
        untried: ['plain', ...untriedPasted],
      },
      '2026-11-23',
    ),
  },
  sogo: {
    key: 'sogo',
    name: 'SOGo',
    version: '5.8.0-2+deb12u4',
    ...carriages({ damaged: sogoDamages, untried: untriedTyped }, { damaged: sogoDamages }, '2026-11-24'),
  },
  squirrelmail: {
    key: 'squirrelmail',
    name: 'SquirrelMail',
    version: '1.5.2 [SVN] (RealityRipple 76b545c9)',
    ...carriages(
      { damaged: squirrelmailDamages, untried: untriedTyped },
      { damaged: [...squirrelmailDamages, 'list-lines'] },
      '2026-11-23',
    ),
  },
  horde: {
    key: 'horde',
    name: 'Horde',
    version: 'IMP 6.2.27-3',
    ...carriages(
      { damaged: hordeDamages, refused: hordeRefuses, untried: untriedTyped },
      {
        damaged: hordeDamages,
        refused: hordeRefuses,
        untried: [
          ...untriedPasted,
          ...(['source-route-named', 'bare-bang', 'quoted', 'quoted-at', 'utf8-local-part', 'idn'] as const),
        ],
      },
      '2026-11-23',
    ),
  },
  // Waypost's own page for demonstrations: strict as Roundcube is.
  demo: { key: 'demo', name: 'Waypost demo webmail', version: '1', ...roundcubeText },
};
