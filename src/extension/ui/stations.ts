/** What a line shows, as plain data: made by the builder, the live view and the verdict, drawn by `Line`. */
import { lineText } from '../../core/route/line.ts';
import { visible } from '../../core/words/visible.ts';
import { t } from './language.ts';

export type StationRole = 'origin' | 'hop' | 'destination' | 'stranger';
export type StationState = 'plain' | 'speaking' | 'passed' | 'claimed' | 'missing' | 'failed';
export type LegStyle = 'planned' | 'proven' | 'claimed' | 'missing' | 'failed';

export interface Station {
  /** A host name, an address literal, or the word for the sender. */
  readonly name: string;
  readonly role: StationRole;
  readonly state: StationState;
  /** A few words beneath the name. */
  readonly note?: string;
  /** How the leg that leads here is drawn, where it does not follow from the state. */
  readonly leg?: LegStyle;
}

const legByState: Readonly<Record<StationState, LegStyle>> = {
  plain: 'planned',
  speaking: 'planned',
  passed: 'proven',
  claimed: 'claimed',
  missing: 'missing',
  failed: 'failed',
};

export function legOf(station: Station): LegStyle {
  return station.leg ?? legByState[station.state];
}

/** The picture in words, for those who hear it: `Route: sender -> s1.test (passed) -> dest.test`. */
export function lineInWords(stations: readonly Station[]): string {
  const [origin, ...others] = stations.map(inWords);
  return t('line.label', { line: origin === undefined ? '' : lineText(others, origin) });
}

function inWords({ name, role, state, note }: Station): string {
  const remarks = [
    role === 'stranger' ? t('line.stranger') : undefined,
    state === 'plain' ? undefined : t(`line.${state}`),
    note,
  ].filter((one) => one !== undefined);
  const shown = visible(name);
  return remarks.length === 0 ? shown : `${shown} (${[...new Set(remarks)].join(', ')})`;
}
