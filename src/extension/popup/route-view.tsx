/** The line as it is built: each hop a station that can be typed, moved and removed; on each leg what travels there. */
import { useRef } from 'preact/hooks';
import { t } from '../ui/language.ts';
import { Dot } from '../ui/line.tsx';
import { AddHop } from './add-hop.tsx';
import { addHops, addTyped, moveHop, removeHop, typeHop } from './builder.ts';
import { Carried } from './carried.tsx';
import { dragging } from './drag.ts';
import { HopRow } from './hop-row.tsx';
import type { RouteViewProps } from './route-props.ts';
import type { Session } from './session.ts';

export function RouteView({ session, plan, announce }: RouteViewProps) {
  const list = useRef<HTMLOListElement>(null);
  const builder = session.builder.value;
  const destination = plan.itinerary?.domain ?? plan.recipient?.domain?.ascii;
  const move = (id: number, to: number): void => {
    const moved = moveHop(session.builder.value, id, to);
    session.change(moved);
    const at = moved.hops.findIndex((hop) => hop.id === id);
    const name = moved.hops[at]?.text ?? '';
    announce(t('hop.moved', { name, n: at + 1, total: moved.hops.length }));
  };
  const remove = (id: number, at: number): void => {
    const name = builder.hops[at]?.text ?? '';
    session.change(removeHop(builder, id));
    announce(t('hop.removed', { name }));
    // The focus goes to the next place to act in, not to the start of the page.
    list.current?.querySelector<HTMLElement>('#adding')?.focus();
  };
  const toggleSaved = (name: string): void => {
    const { value } = session.relays;
    session.keepRelays(value.includes(name) ? value.filter((one) => one !== name) : [...value, name]);
  };
  return (
    <section aria-label={t('route.label')}>
      <h2 class="unseen">{t('route.label')}</h2>
      <ol
        class={plan.stale === true ? 'line builder carried-stale' : 'line builder'}
        data-orientation="vertical"
        ref={list}
      >
        <li class="station" data-role="origin" data-state="plain">
          <span class="leg-on" />
          <Dot kind="origin" state="plain" />
          <span class="station-name dim">{t('line.sender')}</span>
        </li>
        {plan.hops.map((hop, at) => (
          <HopRow
            key={hop.id}
            hop={hop}
            at={at}
            total={plan.hops.length}
            view={plan.views[at]}
            saved={hop.station !== undefined && session.relays.value.includes(hop.station)}
            onText={(text) => session.change(typeHop(builder, hop.id, text))}
            onMove={(to) => move(hop.id, to)}
            onRemove={() => remove(hop.id, at)}
            onSave={() => hop.station !== undefined && toggleSaved(hop.station)}
            onGrip={(event) => dragging(event, list.current, (to) => move(hop.id, to))}
          />
        ))}
        <AddHop session={session} plan={plan} announce={announce} />
        <li class="station" data-role="destination" data-state="plain">
          <span class="leg" />
          <Dot kind="destination" state="plain" />
          <div class="stop end">
            <span class={destination === undefined ? 'station-name dim' : 'station-name'}>
              {destination ?? t('line.destination')}
            </span>
            <Carried path={plan.views.at(-1)?.receives} />
          </div>
        </li>
      </ol>
      <SavedRelays session={session} onAdd={(name) => session.change(addHops(addTyped(builder), name))} />
    </section>
  );
}

function SavedRelays({ session, onAdd }: { session: Session; onAdd: (name: string) => void }) {
  const names = session.relays.value;
  if (names.length === 0) return null;
  return (
    <fieldset class="pills" aria-label={t('relays.label')}>
      <span class="dim small">{t('relays.label')}</span>
      {names.map((name) => (
        <span class="pill pair" key={name}>
          <button
            type="button"
            class="pill-part"
            aria-label={t('relays.add', { name })}
            onClick={() => onAdd(name)}
          >
            {name}
          </button>
          <button
            type="button"
            class="pill-part forget"
            aria-label={t('relays.forget', { name })}
            title={t('relays.forget', { name })}
            onClick={() => session.keepRelays(names.filter((one) => one !== name))}
          >
            ×
          </button>
        </span>
      ))}
    </fieldset>
  );
}
