/** Asks the host for one message that it sent. */
import { type MessageStatus, protocolVersion } from '../../core/bridge/protocol.ts';
import { openHost } from '../background/api.ts';
import type { HostProblem } from '../ui/host-answer.ts';

/** The first answer decides; the port is closed after it. */
export function askMessage(
  message: string,
  signal: AbortSignal,
): Promise<{ readonly status: MessageStatus } | { readonly problem: HostProblem }> {
  return new Promise((resolve) => {
    const request = crypto.randomUUID();
    const ending = new AbortController();
    const settle = (answer: { status: MessageStatus } | { problem: HostProblem }): void => {
      resolve(answer);
      ending.abort();
    };
    const port = openHost(
      (heard) => {
        if (heard.type === 'trouble') {
          const { trouble, detail } = heard;
          settle({ problem: { kind: 'trouble', trouble, ...(detail !== undefined && { detail }) } });
        } else if (heard.request !== request) return;
        else if (heard.type === 'status') settle({ status: heard.status });
        else if (heard.type === 'error') {
          const { code, detail } = heard;
          settle({ problem: { kind: 'error', code, ...(detail !== undefined && { detail }) } });
        }
      },
      AbortSignal.any([signal, ending.signal]),
    );
    port.request({ type: 'watch', request, version: protocolVersion, message });
  });
}
