/** One request to the runner and its answers: how the command line speaks with the outbox. */
import type { Socket } from 'node:net';
import { checkResponse } from '../../core/bridge/check.ts';
import { limits } from '../../core/bridge/limits.ts';
import type { Request, Response } from '../../core/bridge/protocol.ts';
import { type RunnerAccess, reachRunner } from './client.ts';
import { jsonLine, readLines } from './lines.ts';
import type { LocalRequest } from './local.ts';

/** It was asked, and may have done it: no answer came, or none to rely on. */
export interface Unanswered {
  readonly type: 'unanswered';
  readonly detail: string;
}

/** How often one request is asked when the runner ends under it. */
const askCap = 4;
/** Asked twice they are asked once: a message is known by its id, and a list changes nothing. */
const repeatable: readonly (Request | LocalRequest)['type'][] = ['queue', 'list', 'find'];

/**
 * Resolves with the first answer for which `isLast` holds, or with an error: the runner's own, or that it could not be reached, so that
 * nothing was asked. `take` gets every answer before it.
 */
export async function askRunner(
  access: RunnerAccess,
  request: Request | LocalRequest,
  isLast: (response: Response) => boolean,
  take: (response: Response) => void = () => {},
): Promise<Response | Unanswered> {
  const most = repeatable.includes(request.type) ? askCap : 1;
  let asked = 0;
  let answer: Response | Unanswered;
  do {
    const reached = await reachRunner(access);
    if (!reached.ok) {
      const detail = reached.detail.slice(0, 1000);
      if (asked > 0) return { type: 'unanswered', detail };
      return { type: 'error', request: request.request, code: 'runner-unreachable', detail };
    }
    answer = await askOnce(reached.socket, request, isLast, take);
    asked++;
  } while (answer.type === 'unanswered' && asked < most);
  // That it can't now says nothing of the time before.
  if (asked > 1 && answer.type === 'error')
    return { type: 'unanswered', detail: answer.detail ?? answer.code };
  return answer;
}

async function askOnce(
  socket: Socket,
  request: Request | LocalRequest,
  isLast: (response: Response) => boolean,
  take: (response: Response) => void,
): Promise<Response | Unanswered> {
  const { promise, resolve } = Promise.withResolvers<Response | Unanswered>();
  socket.on('error', ({ message }) => resolve({ type: 'unanswered', detail: message }));
  socket.on('close', () => resolve({ type: 'unanswered', detail: 'EOF' }));
  readLines(socket, limits.fromHost, (message) => {
    const checked = checkResponse(message);
    if (!checked.ok) resolve({ type: 'unanswered', detail: checked.detail });
    else if (checked.response.type === 'error' || isLast(checked.response)) resolve(checked.response);
    else take(checked.response);
  });
  socket.write(jsonLine(request));
  const answer = await promise;
  socket.destroy();
  return answer;
}
