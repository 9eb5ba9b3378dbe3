/** Which notation to put into the recipient field, or to send directly: from what the webmail does, and what the first server does. */
import { parseRecipient } from '../address/parse.ts';
import type { Handling, MtaBehaviour } from '../mta/behaviour.ts';
import type { RouteIssueCode } from '../route/codes.ts';
import { type Itinerary, type Notation, notations } from '../route/itinerary.ts';
import { render } from '../route/render.ts';
import {
  isHarmed,
  type Treatment,
  treatmentOf,
  type WebmailBehaviour,
  whenInserted,
} from '../webmail/behaviour.ts';
import type { AdviceCode } from './codes.ts';

export interface Choice {
  readonly notation: Notation;
  /** The address to insert, without angle brackets; absent when the itinerary can't be written so. */
  readonly address?: string;
  /** Why it can't be written. */
  readonly refused?: RouteIssueCode;
  /** What the webmail makes of it when it is inserted; of the notation alone where it can't be written. */
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

/**
 * What a webmail makes of the address that is inserted, with all the forms that it shows: a webmail that carries the percent form may
 * still damage a quoted local-part in it, or refuse a literal. Read as in a header, where a hop may be a literal (RFC 5322 §4.4
 * obs-route).
 */
function treatmentAsWritten(webmail: WebmailBehaviour | undefined, address: string): Treatment {
  const parsed = parseRecipient(`<${address}>`, { profile: 'header' });
  return parsed.ok ? treatmentOf(webmail, parsed.value, 'inserted') : 'unknown';
}

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
 * - No hops: insert the plain address, unless the webmail is known to damage or refuse its form.
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
  const percentForm = render(itinerary, 'percent');
  const percent = percentForm.ok && treatmentAsWritten(webmail, percentForm.value) === 'intact';

  const choices = notations.map((notation): Choice => {
    const address = render(itinerary, notation);
    const handling = routed ? firstHop?.[notation] : undefined;
    const known = { notation, ...(handling ? { firstHop: handling } : {}) };
    if (!address.ok) {
      const code = address.issues.find((issue) => issue.severity === 'error')?.code;
      const treatment = webmail ? whenInserted(webmail[notation]) : 'unknown';
      return { ...known, webmail: treatment, ...(code ? { refused: code } : {}), reason: 'not-writable' };
    }
    const treatment = treatmentAsWritten(webmail, address.value);
    const reason =
      routed || isHarmed(treatment) ? reasonFor(notation, treatment, handling, percent) : 'no-route';
    return { ...known, address: address.value, webmail: treatment, reason };
  });

  const words = {
    ...(webmail ? { webmail: webmail.name } : {}),
    ...(firstHop ? { server: firstHop.server } : {}),
  };
  // Without hops the three are one mailbox. A form of it that nobody has tried here is left to the webmail, as where a person types it.
  const usable = choices.filter(
    ({ address, webmail: treatment }) =>
      address !== undefined && (routed ? treatment === 'intact' : !isHarmed(treatment)),
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
