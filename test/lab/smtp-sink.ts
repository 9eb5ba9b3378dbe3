import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** One attempt to send, as its octets came: every text is latin1, a character for each octet. */
export interface Transaction {
  /** The parameter of each command: `<me@client.test> SIZE=300`, `<user@dest.test>`. */
  readonly mail: string;
  readonly rcpt: readonly string[];
  /** Absent when the client went away, or began anew, before DATA. */
  readonly message?: string;
}

export interface Sink {
  /** Oldest first. */
  readonly transactions: readonly Transaction[];
  close(): Promise<void>;
}

/**
 * The most patient SMTP server there is: accepts every path, whatever stands in it, and keeps what it was given. It is no server library,
 * for those refuse paths that this one has to see.
 */
export async function startSink({ host, port }: { host: string; port: number }): Promise<Sink> {
  const transactions: Transaction[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.once('error', () => socket.destroy());
    converse(socket, (transaction) => transactions.push(transaction));
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    transactions,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function converse(socket: Socket, seen: (transaction: Transaction) => void): void {
  let envelope: { mail: string; rcpt: string[] } | undefined;
  let message: string[] | undefined;
  let rest = '';
  const reply = (text: string) => socket.write(`${text}\r\n`);
  const end = (text?: string) => {
    if (envelope) seen({ ...envelope, ...(text === undefined ? {} : { message: text }) });
    envelope = undefined;
  };
  const command = (line: string) => {
    const parameter = line.slice(line.indexOf(':') + 1).trim();
    if (/^ehlo/i.test(line)) reply('250-sink.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 PIPELINING');
    else if (/^mail from:/i.test(line)) {
      end();
      envelope = { mail: parameter, rcpt: [] };
      reply('250 2.1.0 ok');
    } else if (/^rcpt to:/i.test(line)) {
      envelope?.rcpt.push(parameter);
      reply('250 2.1.5 ok');
    } else if (/^data$/i.test(line)) {
      message = [];
      reply('354 go on');
    } else if (/^quit$/i.test(line)) {
      reply('221 2.0.0 bye');
      socket.end();
    } else {
      if (/^rset$/i.test(line)) end();
      reply('250 2.0.0 ok');
    }
  };
  reply('220 sink.test ESMTP');
  socket.setEncoding('latin1').on('data', (text: string) => {
    const lines = (rest + text).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (message === undefined) command(line);
      else if (line !== '.')
        message.push(line.replace(/^\./, '')); // RFC 5321 §4.5.2
      else {
        end(message.join('\r\n'));
        message = undefined;
        reply('250 2.0.0 taken');
      }
    }
  });
  socket.once('close', () => end());
}
