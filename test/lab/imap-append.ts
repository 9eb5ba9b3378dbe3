/** Puts a message into a mailbox, as a delivery would: three commands of IMAP4rev1 (RFC 3501 §6.3.11, RFC 4315). */
import { once } from 'node:events';
import { connect } from 'node:net';
import { imapPort } from './dovecot.ts';
import { password } from './webmails.ts';

/** Its UID there. */
export async function appendTo(user: string, mailbox: string, message: Buffer): Promise<number> {
  const socket = connect(imapPort, '127.0.0.1');
  let said = '';
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString('latin1');
  });
  const until = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(said);
      if (found) return found;
      await once(socket, 'data', { signal: AbortSignal.timeout(10_000) });
    }
  };
  try {
    await until(/^\* OK/m);
    socket.write(`a LOGIN ${user} ${password}\r\n`);
    await until(/^a OK/m);
    socket.write(`b APPEND ${mailbox} {${message.length}}\r\n`);
    await until(/^\+ /m);
    socket.write(Buffer.concat([message, Buffer.from('\r\n')]));
    const [, uid] = await until(/^b OK \[APPENDUID \d+ (\d+)\]/m);
    socket.write('c LOGOUT\r\n');
    return Number(uid);
  } finally {
    socket.end();
  }
}
