import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * The plainest client there is, so that what the lab's servers do is tested without Waypost: sends each line as it is
 * when the reply before it came.
 * @returns the last line of each reply, the greeting first
 */
export async function converse(
  host: string,
  lines: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const socket = connect({ host, port: 25, signal });
  await once(socket, 'connect', { signal });
  const replies: string[] = [];
  const waiting = [...lines];
  for await (const line of createInterface({ input: socket, signal })) {
    if (!/^\d{3} /.test(line)) continue; // RFC 5321 §4.2.1: the last line of a reply has a space after its code
    replies.push(line);
    const next = waiting.shift();
    if (next === undefined) break;
    socket.write(`${next}\r\n`);
  }
  socket.destroy();
  return replies;
}
