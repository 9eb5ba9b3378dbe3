/** Speaks with `waypost native` as a browser does: frames on its standard input and output. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { chromiumExtensionId } from '../../src/core/bridge/names.ts';
import { protocolVersion, type Request, type Response } from '../../src/core/bridge/protocol.ts';
import { FrameReader, frame } from '../../src/host/native/frames.ts';

export const program = join(import.meta.dirname, '../../src/host/cli/main.ts');
export const origin = `chrome-extension://${chromiumExtensionId}/`;

export class NativeClient {
  readonly child: ChildProcess;
  readonly responses: Response[] = [];
  #wakers = new Set<() => void>();
  stderr = '';

  constructor(home: string, command: readonly string[] = [process.execPath, program, 'native', origin]) {
    const [file = '', ...args] = command;
    this.child = spawn(file, args, {
      env: { ...process.env, WAYPOST_HOME: home, LANG: 'C' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const reader = new FrameReader(1024 * 1024, (received) => {
      if (!received.ok) throw new Error(`not a frame: ${received.fault}`);
      this.responses.push(received.message as Response);
      for (const wake of this.#wakers) wake();
    });
    this.child.stdout?.on('data', (chunk: Buffer) => reader.push(chunk));
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.stderr += String(chunk);
    });
    this.child.stdin?.on('error', () => {});
  }

  post(message: unknown): void {
    const framed = frame(message, 64 * 1024 * 1024);
    if (framed) this.child.stdin?.write(framed);
  }

  hello(): string {
    const request = crypto.randomUUID();
    this.post({ type: 'hello', request, version: protocolVersion } satisfies Request);
    return request;
  }

  send(draft: object): string {
    const request = crypto.randomUUID();
    this.post({ type: 'send', request, version: protocolVersion, draft });
    return request;
  }

  /** The first response that fits, now or later. */
  async until(fits: (response: Response) => boolean, patience = 10_000): Promise<Response> {
    const end = Date.now() + patience;
    for (;;) {
      const found = this.responses.find(fits);
      if (found) return found;
      if (Date.now() > end)
        throw new Error(`no such response; so far ${JSON.stringify(this.responses)}; ${this.stderr}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        const wake = () => {
          clearTimeout(timer);
          this.#wakers.delete(wake);
          resolve();
        };
        this.#wakers.add(wake);
      });
    }
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
