/** A DNS server on loopback with a handful of records: what the resolver is tested against. */
import { createSocket } from 'node:dgram';
import { type Answer, decode, encode } from 'dns-packet';

export type Zone = Readonly<Record<string, readonly Answer[] | 'NXDOMAIN' | 'SERVFAIL'>>;

const rcodes = { NXDOMAIN: 3, SERVFAIL: 2 } as const;

export async function dnsServer(zone: Zone): Promise<AsyncDisposable & { address: string; asked: string[] }> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (packet, peer) => {
    const query = decode(packet);
    const question = query.questions?.[0];
    if (!question) return;
    asked.push(`${question.type} ${question.name}`);
    const known = zone[question.name.toLowerCase()];
    const failure = typeof known === 'string' ? known : known === undefined ? 'NXDOMAIN' : undefined;
    const answers =
      typeof known === 'object' ? known.filter(({ type }) => type === 'CNAME' || type === question.type) : [];
    const reply = encode({
      type: 'response',
      id: query.id ?? 0,
      flags: failure ? rcodes[failure] : 0,
      questions: [question],
      answers,
    });
    socket.send(reply, peer.port, peer.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}

export const mx = (name: string, exchange: string, preference = 10): Answer => ({
  type: 'MX',
  name,
  data: { exchange, preference },
});
export const a = (name: string, data: string): Answer => ({ type: 'A', name, data });
export const aaaa = (name: string, data: string): Answer => ({ type: 'AAAA', name, data });
export const cname = (name: string, data: string): Answer => ({ type: 'CNAME', name, data });
