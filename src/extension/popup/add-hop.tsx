/** The station that is not there yet: type a name and press Enter. */
import { t } from '../ui/language.ts';
import { Dot } from '../ui/line.tsx';
import { MarkedInput } from '../ui/marked-input.tsx';
import { addTyped, namesIn } from './builder.ts';
import type { RouteViewProps } from './route-props.ts';

export function AddHop({ session, plan, announce }: RouteViewProps) {
  const builder = session.builder.value;
  const wrong = plan.addingIssues.some((issue) => issue.severity === 'error');
  /** Several names may be pasted. */
  const add = (): void => {
    const { value } = session.builder;
    if (wrong || namesIn(value.adding).length === 0) return;
    const grown = addTyped(value);
    session.change(grown);
    announce(t('hop.added', { name: value.adding.trim(), n: grown.hops.length }));
  };
  return (
    <li class="station add" data-role="hop" data-state="missing">
      <span class="leg" />
      <span class="leg-on" />
      <Dot kind="hop" state="missing" />
      <div class="stop">
        <MarkedInput
          id="adding"
          label={t('hop.add')}
          value={builder.adding}
          issues={plan.addingIssues}
          placeholder={t('hop.add-hint')}
          list="relays"
          onText={(adding) => session.change({ ...builder, adding })}
          onCommit={() => {
            // Left for another place of ours, what stands here is meant; where the popup closes over it, it may be half a name.
            if (document.hasFocus()) add();
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <datalist id="relays">
          {session.relays.value.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
    </li>
  );
}
