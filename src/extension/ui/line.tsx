/** The one picture of a route: a line with stations. */
import { visible } from '../../core/words/visible.ts';
import { HostName } from './host-name.tsx';
import { legOf, lineInWords, type Station, type StationRole, type StationState } from './stations.ts';

export interface LineProps {
  readonly stations: readonly Station[];
  readonly orientation: 'horizontal' | 'vertical';
}

export function Line({ stations, orientation }: LineProps) {
  return (
    <div class="line" data-orientation={orientation} role="img" aria-label={lineInWords(stations)}>
      {stations.map((station, at) => (
        <div
          // A server may be passed twice, so its place belongs to its identity.
          key={`${at} ${station.name}`}
          class="station"
          data-role={station.role}
          data-state={station.state}
          title={visible(station.name)}
        >
          {at > 0 && <span class="leg" data-leg={legOf(station)} />}
          <LegOn next={stations[at + 1]} />
          <Dot kind={station.role} state={station.state} />
          <span class="station-words">
            <span class="station-name">
              <HostName name={station.name} />
            </span>
            {station.note !== undefined && <span class="station-note">{station.note}</span>}
          </span>
        </div>
      ))}
    </div>
  );
}

/** Down the page a row may be taller than its dot: the next leg begins in it. */
function LegOn({ next }: { next: Station | undefined }) {
  return next === undefined ? null : <span class="leg-on" data-leg={legOf(next)} />;
}

/**
 * A station's sign on a 14 × 14 field: a disc for a hop, a disc with a core for the two ends, a diamond for a stranger;
 * filled once passed, broken in outline when skipped, crossed when it refused, with a halo while it speaks.
 */
export function Dot({ kind, state }: { kind: StationRole; state: StationState }) {
  const outline =
    kind === 'stranger' ? (
      <path class="disc" d="M7 1l6 6-6 6-6-6z" />
    ) : (
      <circle
        class="disc"
        cx="7"
        cy="7"
        r="5.5"
        stroke-dasharray={state === 'missing' ? '2.5 2.2' : undefined}
      />
    );
  return (
    <svg class="dot" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      {state === 'speaking' && <circle class="halo" cx="7" cy="7" r="8.5" />}
      {outline}
      {filled(kind, state) && <circle class="core" cx="7" cy="7" r={kind === 'hop' ? 5.5 : 2.75} />}
      {state === 'failed' && <path class="cross" d="M4.5 4.5l5 5M9.5 4.5l-5 5" />}
    </svg>
  );
}

function filled(kind: StationRole, state: StationState): boolean {
  if (state === 'failed' || state === 'missing') return false;
  if (kind === 'origin' || kind === 'destination') return true;
  return state === 'passed' || state === 'speaking';
}
