/** Hands the files of a draft to the host program, piece by piece, each after the answer to the one before. */
import { limits } from '../../core/bridge/limits.ts';
import { protocolVersion, type Request } from '../../core/bridge/protocol.ts';
import type { FromHostPort } from '../background/api.ts';
import { toBase64 } from '../base64.ts';
import type { HostProblem } from '../ui/host-answer.ts';

/** Resolves with what answers the request, or with the trouble that took the answer away. */
export type Ask = (request: Request) => Promise<FromHostPort>;

/**
 * Undefined when all are there; else what was in the way. Nothing is sent by this.
 * @param message the draft's id
 * @param progress told the share that is there, from 0 to 1
 */
export async function giveFiles(
  message: string,
  files: readonly Uint8Array[],
  ask: Ask,
  progress: (share: number) => void,
): Promise<HostProblem | undefined> {
  const all = files.reduce((sum, { length }) => sum + length, 0);
  let given = 0;
  for (const [file, octets] of files.entries()) {
    let offset = 0;
    do {
      const piece = octets.subarray(offset, offset + limits.chunk);
      const data = toBase64(piece);
      const request = crypto.randomUUID();
      const answer = await ask({
        type: 'upload',
        request,
        version: protocolVersion,
        message,
        file,
        offset,
        data,
      });
      if (answer.type === 'trouble' || answer.type === 'error') return problemOf(answer);
      offset += piece.length;
      if (answer.type !== 'uploaded' || answer.file !== file || answer.received !== offset)
        return { kind: 'error', code: 'bad-upload', detail: answer.type };
      given += piece.length;
      progress(all === 0 ? 1 : given / all);
    } while (offset < octets.length);
  }
  return undefined;
}

function problemOf(answer: Extract<FromHostPort, { type: 'trouble' | 'error' }>): HostProblem {
  const detail = answer.detail === undefined ? {} : { detail: answer.detail };
  return answer.type === 'trouble'
    ? { kind: 'trouble', trouble: answer.trouble, ...detail }
    : { kind: 'error', code: answer.code, ...detail };
}
