/** Holds the one port to the host: first to learn whom it sends for, then to send, then to watch. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type Draft, protocolVersion } from '../../core/bridge/protocol.ts';
import { type FrozenDraft, openHost } from '../background/api.ts';
import { askHost } from '../ui/host.ts';
import type { Host } from '../ui/host-answer.ts';
import { beginLive, heard, type Live } from './live.ts';
import { LiveView } from './live-view.tsx';
import { SummaryView } from './summary-view.tsx';

export interface ConfirmWindowProps {
  readonly id: string;
  readonly frozen: FrozenDraft | undefined;
  /** It was sent before this page opened. */
  readonly sent: boolean;
}

/** Milliseconds before a broken port is opened again: at first, and at most, for a host that dies at each start. */
const retryAfter = { first: 1000, most: 30_000 };

export function ConfirmWindow({ id, frozen, sent }: ConfirmWindowProps) {
  const ending = useMemo(() => new AbortController(), []);
  const host = useSignal<Host | undefined>(undefined);
  const live = useSignal<Live | undefined>(undefined);

  /** The identity of the click on Send. */
  const sender = useRef<string | undefined>(undefined);

  const runner = useMemo(() => {
    let pause = retryAfter.first;
    let retry: ReturnType<typeof setTimeout> | undefined;
    ending.signal.addEventListener('abort', () => clearTimeout(retry), { once: true });
    const port = openHost((message) => {
      if (live.value === undefined) return;
      live.value = heard(live.value, message);
      if (message.type !== 'trouble') pause = retryAfter.first;
      // The runner goes on without us: after a broken connection, ask how it went. Never send again by ourselves.
      else if (message.trouble === 'exited' && !live.value.done) {
        retry = setTimeout(watch, pause);
        pause = Math.min(2 * pause, retryAfter.most);
      }
    }, ending.signal);
    /** A new request, whose answers tell everything anew; what is known stands until they do. */
    const begin = (): string => {
      clearTimeout(retry);
      const request = crypto.randomUUID();
      const { status, problem } = live.value ?? {};
      live.value = { ...beginLive(request), ...(status && { status }), ...(problem && { problem }) };
      return request;
    };
    const watch = (): void =>
      port.request({ type: 'watch', request: begin(), version: protocolVersion, message: id });
    const send = (draft: Draft): void =>
      port.request({ type: 'send', request: begin(), version: protocolVersion, draft });
    return { watch, send };
  }, []);

  const askAgain = (): void => {
    host.value = undefined;
    void askHost(ending.signal).then((answer) => {
      host.value = answer;
    });
  };

  useEffect(() => {
    if (sent) runner.watch();
    else askAgain();
    return () => ending.abort();
  }, []);

  const send = (identity: string): void => {
    if (frozen === undefined || live.value !== undefined) return;
    sender.current = identity;
    // A reload must watch this message, not offer to send it again.
    history.replaceState(null, '', `?message=${id}`);
    runner.send({ ...frozen.draft, identity });
  };
  /** On the person's click, after a trouble. The same id is the same message: giving it to the outbox once more can't send it twice. */
  const again = (): void => {
    const identity = sender.current;
    const known = live.value?.status !== undefined;
    if (known || frozen === undefined || identity === undefined) runner.watch();
    else runner.send({ ...frozen.draft, identity });
  };

  if (live.value !== undefined) {
    return <LiveView id={id} live={live.value} frozen={frozen} onAgain={again} />;
  }
  if (frozen === undefined) return null;
  return <SummaryView frozen={frozen} host={host.value} onAgain={askAgain} onSend={send} />;
}
