/** The popup: the builder, or the outbox in its place. */
import { useSignal } from '@preact/signals';
import { BuilderView } from './builder-view.tsx';
import { OutboxView } from './outbox-view.tsx';
import type { Session } from './session.ts';

export function PopupView({ session }: { session: Session }) {
  const inOutbox = useSignal(false);
  const show = (outbox: boolean) => () => {
    inOutbox.value = outbox;
  };
  return inOutbox.value ? (
    <OutboxView onBack={show(false)} />
  ) : (
    <BuilderView session={session} onOutbox={show(true)} />
  );
}
