/** One hop of the builder. */
import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import type { HopView } from '../../core/route/itinerary.ts';
import { Icon } from '../ui/icons.tsx';
import { t } from '../ui/language.ts';
import { Dot } from '../ui/line.tsx';
import { MarkedInput } from '../ui/marked-input.tsx';
import { Carried } from './carried.tsx';
import type { PlannedHop } from './plan.ts';

export interface HopRowProps {
  readonly hop: PlannedHop;
  /** Its place, 0 is the first. */
  readonly at: number;
  readonly total: number;
  readonly view: HopView | undefined;
  readonly saved: boolean;
  readonly onText: (text: string) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
  readonly onSave: () => void;
  readonly onGrip: (event: TargetedPointerEvent<HTMLElement>) => void;
}

export function HopRow(props: HopRowProps) {
  const { hop, at, total, view, saved, onMove } = props;
  const name = hop.text || t('hop.empty', { n: at + 1 });
  const byKey = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? at - 1 : at + 1);
  };
  const wrong = hop.issues.some((issue) => issue.severity === 'error');
  const state = hop.text.trim() === '' ? 'missing' : wrong ? 'failed' : 'plain';
  return (
    <li class="station" data-role="hop" data-state={state} onKeyDown={byKey}>
      <span class="leg" />
      <span class="leg-on" />
      {/* For the mouse only; the keyboard has the buttons and Alt with the arrows. */}
      <span class="grip" title={t('hop.drag')} onPointerDown={props.onGrip}>
        <Dot kind="hop" state={state === 'missing' ? 'missing' : 'plain'} />
      </span>
      <div class="stop">
        <div class="hop">
          <MarkedInput
            id={`hop-${hop.id}`}
            label={t('hop.label', { n: at + 1 })}
            value={hop.text}
            issues={hop.issues}
            placeholder={t('hop.nameless')}
            list="relays"
            onText={props.onText}
          />
          <button
            type="button"
            class="icon"
            aria-pressed={saved}
            disabled={hop.station === undefined}
            title={t('hop.save', { name })}
            aria-label={t('hop.save', { name })}
            onClick={props.onSave}
          >
            <Icon shape="save" filled={saved} />
          </button>
          <Act shape="up" label={t('hop.up', { name })} off={at === 0} onAct={() => onMove(at - 1)} />
          <Act
            shape="down"
            label={t('hop.down', { name })}
            off={at === total - 1}
            onAct={() => onMove(at + 1)}
          />
          <Act shape="remove" label={t('hop.remove', { name })} off={false} onAct={props.onRemove} />
        </div>
        <Carried path={view?.receives} />
        {view?.sends !== undefined && (
          <span class="unseen">
            {t('leg.sends', { to: view.sends.to })} {view.sends.path}
          </span>
        )}
      </div>
    </li>
  );
}

/**
 * A button that moves or removes. At the end of the way it stays focusable (aria-disabled, not disabled), so that
 * pressing "Move up" until the top does not throw the focus away.
 */
function Act(props: { shape: 'up' | 'down' | 'remove'; label: string; off: boolean; onAct: () => void }) {
  const { shape, label, off, onAct } = props;
  return (
    <button
      type="button"
      class="icon"
      title={label}
      aria-label={label}
      aria-disabled={off}
      onClick={() => !off && onAct()}
    >
      <Icon shape={shape} />
    </button>
  );
}
