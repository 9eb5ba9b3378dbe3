/** The next station: it counts as soon as its name is one; Enter, a comma or a space makes room for another. */
import { t } from '../ui/language.ts';
import { Dot } from '../ui/line.tsx';
import { MarkedInput } from '../ui/marked-input.tsx';
import { addTyped, type Builder, namesIn, typeAdding } from './builder.ts';
import { Carried } from './carried.tsx';
import type { RouteViewProps } from './route-props.ts';

export function AddHop({ session, plan, announce }: RouteViewProps) {
  const { issues, station, view } = plan.adding;
  const state = station === undefined ? 'missing' : 'plain';
  const change = (to: Builder): void => {
    const grown = to.hops.length > session.builder.value.hops.length;
    session.change(to);
    if (grown) announce(t('hop.added', { name: to.hops.at(-1)?.text ?? '', n: to.hops.length }));
  };
  const add = (): void => {
    const { value } = session.builder;
    const wrong = issues.some((issue) => issue.severity === 'error');
    if (!wrong && namesIn(value.adding).length > 0) change(addTyped(value));
  };
  return (
    <li class="station add" data-role="hop" data-state={state}>
      <span class="leg" />
      <span class="leg-on" />
      <Dot kind="hop" state={state} />
      <div class="stop">
        <MarkedInput
          id="adding"
          label={t('hop.add')}
          value={session.builder.value.adding}
          issues={issues}
          placeholder={t('hop.add-hint')}
          list="relays"
          onText={(text) => change(typeAdding(session.builder.value, text))}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <Carried path={view?.receives} />
        <datalist id="relays">
          {session.relays.value.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
    </li>
  );
}
