/** A raw SMTP dialogue for the tests: what is written, and the replies as they came. */
import { connect } from 'node:net';

export interface Dialogue {
  /** Writes octets as they are and gives the next `replies` whole replies, their lines joined by `\n`. */
  say(octets: string, replies?: number): Promise<readonly string[]>;
  close(): void;
}

/** Resolves after the banner. */
export async function dial(port: number): Promise<Dialogue & { readonly banner: string }> {
  const socket = connect(port, '127.0.0.1');
  let pending = '';
  let wake = () => {};
  let over = false;
  socket.on('data', (chunk: Buffer) => {
    pending += chunk.toString('latin1');
    wake();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    over = true;
    wake();
  });
  const reply = async (): Promise<string> => {
    for (;;) {
      const whole = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(pending)?.[0];
      if (whole !== undefined) {
        pending = pending.slice(whole.length);
        return whole.trimEnd().replaceAll('\r\n', '\n');
      }
      if (over) return '(closed)';
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const banner = await reply();
  return {
    banner,
    async say(octets, replies = 1) {
      socket.write(octets, 'latin1');
      const got: string[] = [];
      for (let index = 0; index < replies; index++) got.push(await reply());
      return got;
    },
    close: () => socket.destroy(),
  };
}
