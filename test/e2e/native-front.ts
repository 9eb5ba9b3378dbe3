/** Speaks with the host program as a browser does: frames on the pipes of its front. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { chromiumExtensionId } from '../../src/core/bridge/names.ts';
import { type MessageStatus, protocolVersion, type Response } from '../../src/core/bridge/protocol.ts';
import { dist } from '../../src/demo/host-program.ts';

/** The newest messages of the store under this WAYPOST_HOME. */
export async function storedMessages(home: string): Promise<readonly MessageStatus[]> {
  const child = spawn(
    process.execPath,
    [join(dist, 'host', 'native.mjs'), `chrome-extension://${chromiumExtensionId}/`],
    { env: { ...process.env, WAYPOST_HOME: home }, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  try {
    const asked = Buffer.from(
      JSON.stringify({ type: 'list', request: crypto.randomUUID(), version: protocolVersion }),
    );
    const length = Buffer.alloc(4);
    length.writeUInt32LE(asked.length);
    child.stdin.write(Buffer.concat([length, asked]));
    let pending = Buffer.alloc(0);
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      pending = Buffer.concat([pending, chunk]);
      if (pending.length < 4 || pending.length < 4 + pending.readUInt32LE(0)) continue;
      const answer = JSON.parse(pending.subarray(4, 4 + pending.readUInt32LE(0)).toString()) as Response;
      if (answer.type !== 'list') throw new Error(JSON.stringify(answer));
      return answer.messages;
    }
    throw new Error('the host program ended without an answer');
  } finally {
    child.stdin.end();
    child.kill();
  }
}
