/** A scripted SMTP server on loopback: polite unless told otherwise, and it logs the octets that it got. */
import { createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket, type TlsOptions } from 'node:tls';

export interface Peer {
  /** Writes octets as they are. */
  write(text: string | Buffer): void;
  /** FIN. */
  end(): void;
  /** RST. */
  reset(): void;
  startTls(): void;
  /** Reads no more: the client's window closes. */
  stopReading(): void;
}

/** What the server says to one command instead of the polite reply: text (CRLF is added), nothing, or anything at all; later replies wait for its promise. */
export type Say = string | undefined | ((peer: Peer) => void | Promise<void>);

export interface Script {
  readonly greeting?: Say;
  /** Lines of the EHLO reply after the first. */
  readonly extensions?: readonly string[];
  readonly tls?: { key: string; cert: string };
  /** What it shows to those who ask for a name (SNI), by that name; `tls` to all others. */
  readonly tlsOf?: Readonly<Record<string, { key: string; cert: string }>>;
  /** TLS before the greeting. */
  readonly implicitTls?: boolean;
  /** Called with each command line; `polite` to go on as usual. */
  readonly on?: (line: string, server: FakeServer) => Say | 'polite';
  /** Called with the message once its final dot is here. */
  readonly onMessage?: (octets: string) => Say | 'polite';
  /** Called with the number of octets of the message so far; true when it handled the connection itself. */
  readonly onBody?: (octets: number, peer: Peer) => boolean;
}

export interface FakeServer extends AsyncDisposable {
  readonly port: number;
  /** Every command line, without CRLF. */
  readonly commands: string[];
  /** Every message as it came: between 354 and the final dot, still stuffed; or the octets of a chunk. */
  readonly messages: string[];
  /** Sizes of the TCP chunks as read, in order. */
  readonly chunks: string[];
}

const polite: Readonly<Record<string, string>> = {
  HELO: '250 fake.test',
  MAIL: '250 2.1.0 ok',
  RCPT: '250 2.1.5 ok',
  DATA: '354 go on',
  QUIT: '221 bye',
  RSET: '250 ok',
};

export async function fakeServer(
  script: Script = {},
  { host = '127.0.0.1', port = 0 }: { readonly host?: string; readonly port?: number } = {},
): Promise<FakeServer> {
  const sockets = new Set<Socket>();
  const fake: { commands: string[]; messages: string[]; chunks: string[] } = {
    commands: [],
    messages: [],
    chunks: [],
  };
  const server = createServer({ noDelay: true }, (raw) => {
    sockets.add(raw);
    raw.on('close', () => sockets.delete(raw)).on('error', () => {});
    converse(raw, script, fake as unknown as FakeServer);
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const address = server.address();
  return Object.assign(fake, {
    port: typeof address === 'object' && address ? address.port : 0,
    async [Symbol.asyncDispose]() {
      // What the client wrote last is still on its way.
      const patience = Date.now() + 300;
      while (sockets.size > 0 && Date.now() < patience)
        await new Promise((resolve) => setTimeout(resolve, 5));
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function converse(raw: Socket, script: Script, server: FakeServer): void {
  let socket: Socket = raw;
  let buffer = '';
  let inData = false;
  /** Octets of a chunk that are still to come. */
  let chunk = -1;
  const peer: Peer = {
    write: (text) => void socket.write(text),
    end: () => void socket.end(),
    reset: () => void raw.resetAndDestroy(),
    stopReading: () => void raw.pause(),
    startTls: () => {
      raw.off('data', read);
      socket = new TLSSocket(raw, { isServer: true, ...script.tls, SNICallback });
      socket.on('error', () => {}).on('data', read);
    },
  };
  const SNICallback: TlsOptions['SNICallback'] = (name, done) => {
    const own = script.tlsOf?.[name];
    done(null, own && createSecureContext(own));
  };
  const perform = (what: Say): Promise<void> | undefined => {
    if (typeof what === 'function') return what(peer) ?? undefined;
    if (what !== undefined) socket.write(`${what}\r\n`);
    return undefined;
  };
  let pending: Promise<void> | undefined;
  const say = (what: Say) => {
    const begun = pending ? pending.then(() => perform(what)) : perform(what);
    const mine = begun?.then(() => {
      if (pending === mine) pending = undefined;
    });
    pending = mine ?? pending;
  };
  const ehlo = () => {
    const extensions = (script.extensions ?? []).filter((line) => line !== 'STARTTLS' || socket === raw);
    const lines = ['fake.test', ...extensions];
    return lines.map((line, index) => `250${index === lines.length - 1 ? ' ' : '-'}${line}`).join('\r\n');
  };
  const command = (line: string) => {
    server.commands.push(line);
    const verb = line.slice(0, 4).toUpperCase();
    const wanted = script.on ? script.on(line, server) : 'polite';
    if (wanted !== 'polite') {
      if (verb === 'DATA' && (typeof wanted === 'function' || wanted?.startsWith('354'))) inData = true;
      say(wanted);
      return;
    }
    if (verb === 'STAR') {
      socket.write('220 go ahead\r\n');
      peer.startTls();
      return;
    }
    if (verb === 'DATA') inData = true;
    if (verb === 'BDAT') {
      chunk = Number(line.split(' ')[1]);
      return;
    }
    say(verb === 'EHLO' ? ehlo() : (polite[verb] ?? '500 what?'));
    if (verb === 'QUIT') socket.end();
  };
  const took = (message: string) => {
    server.messages.push(message);
    const wanted = script.onMessage ? script.onMessage(message) : 'polite';
    say(wanted === 'polite' ? '250 2.0.0 queued as FAKE1' : wanted);
  };
  const read = (octets: Buffer) => {
    server.chunks.push(octets.toString('latin1'));
    buffer += octets.toString('latin1');
    for (;;) {
      if (chunk >= 0) {
        if (buffer.length < chunk) {
          if (buffer !== '' && script.onBody?.(buffer.length, peer)) {
            chunk -= buffer.length;
            buffer = '';
          }
          return;
        }
        const message = buffer.slice(0, chunk);
        buffer = buffer.slice(chunk);
        chunk = -1;
        took(message);
      } else if (inData) {
        const end = buffer.startsWith('.\r\n') ? 0 : buffer.indexOf('\r\n.\r\n') + 2;
        if (end === 1) {
          if (buffer !== '' && script.onBody?.(buffer.length, peer)) buffer = '';
          return;
        }
        const message = buffer.slice(0, end);
        buffer = buffer.slice(end + 3);
        inData = false;
        took(message);
      } else {
        const end = buffer.indexOf('\r\n');
        if (end < 0) return;
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        command(line);
      }
    }
  };
  socket.on('data', read);
  if (script.implicitTls) peer.startTls();
  say('greeting' in script ? script.greeting : '220 fake.test ESMTP');
}
