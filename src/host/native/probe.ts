/** Runs the wrapper as a browser would, says hello, and reads what comes back. */
import { spawn } from 'node:child_process';
import { checkResponse } from '../../core/bridge/check.ts';
import { limits } from '../../core/bridge/limits.ts';
import { chromiumExtensionId } from '../../core/bridge/names.ts';
import { protocolVersion } from '../../core/bridge/protocol.ts';
import { frame } from './frames.ts';

export type Probe =
  | { readonly ok: true; readonly program: string; readonly milliseconds: number }
  /** `polluted`: something printed text where only frames may stand; `detail` is that text. */
  | {
      readonly ok: false;
      readonly fault: 'not-started' | 'silent' | 'polluted' | 'other-answer' | 'config';
      readonly detail: string;
    };

export function probe(wrapper: string, env: NodeJS.ProcessEnv, patience = 10_000): Promise<Probe> {
  return new Promise((resolve) => {
    const since = performance.now();
    const child = spawn(wrapper, [`chrome-extension://${chromiumExtensionId}/`], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      windowsHide: true,
    });
    let out = Buffer.alloc(0);
    let words = '';
    const settle = (result: Probe) => {
      clearTimeout(timer);
      child.stdin.end();
      resolve(result);
    };
    const timer = setTimeout(() => {
      settle({ ok: false, fault: 'silent', detail: words });
      child.kill();
    }, patience);
    child.on('error', (error) => settle({ ok: false, fault: 'not-started', detail: error.message }));
    child.on('close', (code) =>
      settle({ ok: false, fault: 'silent', detail: `exit ${code} ${words}`.trim() }),
    );
    child.stdin.on('error', () => {});
    child.stderr.on('data', (chunk: Buffer) => {
      words = (words + String(chunk)).slice(-500);
    });
    child.stdout.on('data', (chunk: Buffer) => {
      out = Buffer.concat([out, chunk]);
      const answer = answerIn(out, performance.now() - since);
      if (answer) settle(answer);
    });
    const hello = frame(
      { type: 'hello', request: crypto.randomUUID(), version: protocolVersion },
      limits.toHost,
    );
    if (hello) child.stdin.write(hello);
  });
}

/** Undefined while the first frame is not whole. Four octets of text make an absurd length, which is how the pollution shows. */
export function answerIn(out: Buffer, milliseconds: number): Probe | undefined {
  if (out.length < 4) return undefined;
  const size = out.readUInt32LE(0);
  if (size > limits.fromHost) {
    return {
      ok: false,
      fault: 'polluted',
      detail: out.subarray(0, 80).toString('utf8').split(/\r?\n/)[0] ?? '',
    };
  }
  if (out.length < 4 + size) return undefined;
  let message: unknown;
  try {
    message = JSON.parse(out.subarray(4, 4 + size).toString('utf8'));
  } catch {
    return { ok: false, fault: 'other-answer', detail: out.subarray(4, 84).toString('utf8') };
  }
  const checked = checkResponse(message);
  if (checked.ok && checked.response.type === 'hello')
    return { ok: true, program: checked.response.program, milliseconds: Math.round(milliseconds) };
  if (checked.ok && checked.response.type === 'error' && checked.response.code === 'config-broken')
    return { ok: false, fault: 'config', detail: checked.response.detail ?? checked.response.code };
  return { ok: false, fault: 'other-answer', detail: checked.ok ? checked.response.type : checked.detail };
}
