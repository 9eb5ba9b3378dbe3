/** One request to the runner and its answers: how the command line speaks with the outbox. */
import { checkResponse } from '../../core/bridge/check.ts';
import { limits } from '../../core/bridge/limits.ts';
import type { Request, Response } from '../../core/bridge/protocol.ts';
import { type RunnerAccess, reachRunner } from './client.ts';
import { jsonLine, readLines } from './lines.ts';
import type { QueueRequest } from './local.ts';

type ErrorResponse = Extract<Response, { type: 'error' }>;

/**
 * Resolves with the first answer for which `isLast` holds, or with an error: the runner's own, or that it could not be reached.
 * `take` gets every answer before it.
 */
export async function askRunner(
  access: RunnerAccess,
  request: Request | QueueRequest,
  isLast: (response: Response) => boolean,
  take: (response: Response) => void = () => {},
): Promise<Response> {
  const reached = await reachRunner(access);
  const failed = (detail: string): ErrorResponse => ({
    type: 'error',
    request: request.request,
    code: 'runner-unreachable',
    detail: detail.slice(0, 1000),
  });
  if (!reached.ok) return failed(reached.detail);
  const { socket } = reached;
  const { promise, resolve } = Promise.withResolvers<Response>();
  socket.on('error', (error) => resolve(failed(error.message)));
  socket.on('close', () => resolve(failed('')));
  readLines(socket, limits.fromHost, (message) => {
    const checked = checkResponse(message);
    if (!checked.ok) resolve(failed(checked.detail));
    else if (checked.response.type === 'error' || isLast(checked.response)) resolve(checked.response);
    else take(checked.response);
  });
  socket.write(jsonLine(request));
  const answer = await promise;
  socket.destroy();
  return answer;
}
