/** Newline-delimited JSON over a stream, with a cap on each line. */
import type { Readable } from 'node:stream';

/** Calls `take` with each parsed line, or undefined for one that is no JSON. Destroys a stream whose line passes the cap. */
export function readLines(stream: Readable, cap: number, take: (message: unknown) => void): void {
  let chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
      const text = Buffer.concat([...chunks, chunk.subarray(from, end)]).toString('utf8');
      chunks = [];
      size = 0;
      from = end + 1;
      take(parsed(text));
    }
    if (from < chunk.length) chunks.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > cap) stream.destroy();
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function jsonLine(message: unknown): string {
  return `${JSON.stringify(message)}\n`;
}
