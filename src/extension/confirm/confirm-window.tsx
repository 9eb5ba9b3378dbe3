/** Holds the one port to the host: first to learn whom it sends for, then to send, then to watch. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { protocolVersion } from '../../core/bridge/protocol.ts';
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

/** Milliseconds before a broken port is opened again. */
const retryAfter = 1000;

export function ConfirmWindow({ id, frozen, sent }: ConfirmWindowProps) {
  const ending = useMemo(() => new AbortController(), []);
  const host = useSignal<Host | undefined>(undefined);
  const live = useSignal<Live | undefined>(undefined);

  const watch = useMemo(() => {
    const again = (): void => {
      const timer = setTimeout(() => ask('watch'), retryAfter);
      ending.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    };
    const port = openHost((message) => {
      if (live.value === undefined) return;
      live.value = heard(live.value, message);
      // The runner goes on without us: after a broken connection, ask how it went. Never send again.
      if (message.type === 'trouble' && message.trouble === 'exited' && !live.value.done) again();
    }, ending.signal);
    const ask = (type: 'watch'): void => {
      const request = crypto.randomUUID();
      const before = live.value;
      live.value = { ...beginLive(request), ...(before?.status && { status: before.status }) };
      port.request({ type, request, version: protocolVersion, message: id });
    };
    return { port, ask };
  }, []);

  const askAgain = (): void => {
    host.value = undefined;
    void askHost(ending.signal).then((answer) => {
      host.value = answer;
    });
  };

  useEffect(() => {
    if (sent) watch.ask('watch');
    else askAgain();
    return () => ending.abort();
  }, []);

  const send = (identity: string): void => {
    if (frozen === undefined || live.value !== undefined) return;
    const request = crypto.randomUUID();
    live.value = beginLive(request);
    // A reload must watch this message, not offer to send it again.
    history.replaceState(null, '', `?message=${id}`);
    watch.port.request({
      type: 'send',
      request,
      version: protocolVersion,
      draft: { ...frozen.draft, identity },
    });
  };

  if (live.value !== undefined) {
    return <LiveView id={id} live={live.value} frozen={frozen} onAgain={() => watch.ask('watch')} />;
  }
  if (frozen === undefined) return null;
  return <SummaryView frozen={frozen} host={host.value} onAgain={askAgain} onSend={send} />;
}
