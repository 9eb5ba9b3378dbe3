/** Which notation to put into the recipient field, or to send directly: from what the webmail does, and what the first server does. */
import type { Handling, MtaBehaviour } from '../mta/behaviour.ts';
import type { RouteIssueCode } from '../route/codes.ts';
import { type Itinerary, type Notation, notations } from '../route/itinerary.ts';
import { render } from '../route/render.ts';
import { type Treatment, type WebmailBehaviour, whenInserted } from '../webmail/behaviour.ts';
import type { AdviceCode } from './codes.ts';

export interface Choice {
  readonly notation: Notation;
  /** The address to insert, without angle brackets; absent when the itinerary can't be written so. */
  readonly address?: string;
  /** Why it can't be written. */
  readonly refused?: RouteIssueCode;
  /** What the webmail makes of it when it is inserted. */
  readonly webmail: Treatment;
  /** What the first server makes of it, if that is known. */
  readonly firstHop?: Handling;
  readonly reason: AdviceCode;
}

export interface Advice {
  readonly recommended: { readonly way: 'insert'; readonly notation: Notation } | { readonly way: 'direct' };
  /** One for each notation, in their order. */
  readonly choices: readonly Choice[];
  /** Why this is recommended. */
  readonly reason: AdviceCode;
  /** For the placeholders of the reasons' sentences: `{webmail}`, `{server}`. */
  readonly words: Readonly<Record<string, string>>;
}

const carried: Readonly<Record<Notation, AdviceCode>> = {
  'source-route': 'carried-route',
  percent: 'carried-percent',
  bang: 'carried-bang',
};

const handled: Readonly<Record<Handling, AdviceCode>> = {
  follows: 'carried-followed',
  'drops-route': 'carried-route-dropped',
  refuses: 'carried-server-refuses',
  opaque: 'carried-server-opaque',
};

/** Why one notation is good or not, when it can be written. `percent` says whether the percent form would be carried instead. */
function reasonFor(
  notation: Notation,
  webmail: Treatment,
  firstHop: Handling | undefined,
  percent: boolean,
): AdviceCode {
  const instead = notation !== 'percent' && percent;
  if (webmail === 'refused') return instead ? 'webmail-refuses-not-percent' : 'webmail-refuses';
  if (webmail === 'damaged') return instead ? 'webmail-damages-not-percent' : 'webmail-damages';
  if (webmail === 'unknown') return 'webmail-unknown';
  return firstHop ? handled[firstHop] : carried[notation];
}

/**
 * Advises. Pure; decides before Send, for most webmails damage a route in silence.
 *
 * - No hops: insert the plain address.
 * - The source route, where the webmail carries it and the first server isn't known to do otherwise than follow it.
 * - Another notation, only where the webmail carries it and the first server is known to follow it but not the source route.
 * - Else send directly. The choices still say what each notation would meet.
 *
 * @param webmail undefined for one that nobody has measured
 * @param firstHop the server of the first hop in its configuration, when it is known
 */
export function advise(
  itinerary: Itinerary,
  webmail: WebmailBehaviour | undefined,
  firstHop?: MtaBehaviour,
): Advice {
  const routed = itinerary.hops.length > 0;
  const treatments = (notation: Notation) => (webmail ? whenInserted(webmail[notation]) : 'unknown');
  const percent = treatments('percent') === 'intact' && render(itinerary, 'percent').ok;

  const choices = notations.map((notation): Choice => {
    const address = render(itinerary, notation);
    // Without hops the three are one plain mailbox, which every webmail carries and every server takes.
    if (!routed && address.ok)
      return { notation, address: address.value, webmail: 'intact', reason: 'no-route' };
    const treatment = treatments(notation);
    const handling = firstHop?.[notation];
    const known = { notation, webmail: treatment, ...(handling ? { firstHop: handling } : {}) };
    if (!address.ok) {
      const code = address.issues.find((issue) => issue.severity === 'error')?.code;
      return { ...known, ...(code ? { refused: code } : {}), reason: 'not-writable' };
    }
    return { ...known, address: address.value, reason: reasonFor(notation, treatment, handling, percent) };
  });

  const words = {
    ...(webmail ? { webmail: webmail.name } : {}),
    ...(firstHop ? { server: firstHop.server } : {}),
  };
  const usable = choices.filter(
    ({ address, webmail: treatment }) => address !== undefined && treatment === 'intact',
  );
  const route = choices.find(({ notation }) => notation === 'source-route');
  const best =
    usable.find(
      ({ notation, firstHop: handling }) =>
        notation === 'source-route' && (handling ?? 'follows') === 'follows',
    ) ??
    (route?.firstHop === 'follows' || route?.firstHop === undefined
      ? undefined
      : usable.find(({ firstHop: handling }) => handling === 'follows'));
  return best
    ? { recommended: { way: 'insert', notation: best.notation }, choices, reason: best.reason, words }
    : { recommended: { way: 'direct' }, choices, reason: route?.reason ?? 'webmail-unknown', words };
}
