/** Holds the one port to the host: first to learn whom it sends for, then to hand over the files and send, then to watch. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type Draft, protocolVersion, type Request } from '../../core/bridge/protocol.ts';
import {
  background,
  type Earlier,
  type FromHostPort,
  type FrozenDraft,
  openHost,
} from '../background/api.ts';
import { browserIdna } from '../idna.ts';
import { askHost } from '../ui/host.ts';
import type { Host } from '../ui/host-answer.ts';
import { type FileRow, failed, inTheWay, rowsOf } from './file-choices.ts';
import { giveFiles } from './give-files.ts';
import { beginLive, heard, type Live } from './live.ts';
import { LiveView } from './live-view.tsx';
import { type ReadFile, readFiles } from './read-files.ts';
import { sentBefore } from './sent-before.ts';
import { SummaryView } from './summary-view.tsx';

export interface ConfirmWindowProps {
  readonly id: string;
  readonly frozen: FrozenDraft | undefined;
  /** What was made of the same draft before. */
  readonly earlier: readonly Earlier[];
  /** It was sent before this page opened. */
  readonly sent: boolean;
}

/** What the click on Send meant, to the octet. */
interface Prepared {
  readonly draft: Draft;
  readonly files: readonly ReadFile[];
}

/** Milliseconds before a broken port is opened again: at first, and at most, for a host that dies at each start. */
const retryAfter = { first: 1000, most: 30_000 };

export function ConfirmWindow({ id, frozen, earlier, sent }: ConfirmWindowProps) {
  const ending = useMemo(() => new AbortController(), []);
  const host = useSignal<Host | undefined>(undefined);
  const live = useSignal<Live | undefined>(undefined);
  const rows = useSignal<readonly FileRow[]>(rowsOf(frozen?.files ?? []));
  /** The share of the files that is handed over; undefined while nothing is. */
  const giving = useSignal<number | undefined>(undefined);
  const prepared = useRef<Prepared | undefined>(undefined);

  const runner = useMemo(() => {
    let pause = retryAfter.first;
    let retry: ReturnType<typeof setTimeout> | undefined;
    ending.signal.addEventListener('abort', () => clearTimeout(retry), { once: true });
    /** Requests that want one answer. */
    const waiting = new Map<string, (answer: FromHostPort) => void>();
    const answered = (message: FromHostPort): void => {
      const request = message.type === 'trouble' ? undefined : message.request;
      for (const [asked, resolve] of waiting) {
        // What names no request may be the answer to any.
        if (request !== undefined && request !== asked) continue;
        waiting.delete(asked);
        resolve(message);
      }
    };
    const port = openHost((message) => {
      answered(message);
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
    const ask = (request: Request): Promise<FromHostPort> =>
      new Promise((resolve) => {
        waiting.set(request.request, resolve);
        port.request(request);
      });
    return { watch, send, ask };
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

  /** The click: only now is any file read, and it goes as it was shown or not at all. */
  const send = async (identity: string): Promise<void> => {
    if (frozen === undefined || live.value !== undefined || giving.value !== undefined) return;
    if (inTheWay(rows.value) !== undefined) return;
    giving.value = 0;
    const read = await readFiles(rows.value, (file, offset) => background.filePiece(id, file, offset));
    if (!read.ok) {
      rows.value = rows.value.map((row, at) => (at === read.row ? failed(row, read.trouble) : row));
      giving.value = undefined;
      return;
    }
    const attachments = read.files.map(({ attachment }) => attachment);
    const draft = { ...frozen.draft, identity, ...(attachments.length > 0 && { attachments }) };
    prepared.current = { draft, files: read.files };
    await give(prepared.current);
  };
  const give = async ({ draft, files }: Prepared): Promise<void> => {
    const octets = files.map((file) => file.octets);
    giving.value = 0;
    const problem = await giveFiles(id, octets, runner.ask, (share) => {
      giving.value = share;
    });
    giving.value = undefined;
    if (problem !== undefined) {
      if (live.value === undefined) host.value = problem;
      else live.value = { ...live.value, problem };
      return;
    }
    // A reload must watch this message, not offer to send it again.
    history.replaceState(null, '', `?message=${id}`);
    runner.send(draft);
  };
  /** On the person's click, after a trouble. The same id is the same message: giving it to the outbox once more can't send it twice. */
  const again = (): void => {
    const known = live.value?.status !== undefined;
    if (known || prepared.current === undefined) runner.watch();
    else void give(prepared.current);
  };

  if (live.value !== undefined) {
    return <LiveView id={id} live={live.value} frozen={frozen} onAgain={again} />;
  }
  if (frozen === undefined) return null;
  return (
    <SummaryView
      frozen={frozen}
      again={sentBefore(frozen, earlier, browserIdna)}
      host={host.value}
      rows={rows}
      giving={giving.value}
      onAgain={askAgain}
      onSend={(identity) => void send(identity)}
    />
  );
}
