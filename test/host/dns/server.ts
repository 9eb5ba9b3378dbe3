/** A DNS server on loopback with a handful of records, over UDP and TCP: what the resolver is tested against. */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import {
  type Answer,
  AUTHENTIC_DATA,
  DNSSEC_OK,
  decode,
  encode,
  type Packet,
  type Question,
  RECURSION_AVAILABLE,
  TRUNCATED_RESPONSE,
} from 'dns-packet';

const rcodes = { FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;
export type Zone = Readonly<Record<string, readonly Answer[] | keyof typeof rcodes>>;

export interface DnsScript {
  /** Names whose answers, denials too, come with AD. */
  readonly signed?: (name: string) => boolean;
  /** Instead of the honest answer; `octets` are that one. Several are sent one after the other, none is silence. */
  readonly say?: (question: Question, octets: Buffer, transport: 'udp' | 'tcp', query: Packet) => Buffer[];
}

export interface TestDns extends AsyncDisposable {
  readonly address: string;
  /** `udp MX s1.test` */
  readonly asked: string[];
  /** The source port and the id of each question over UDP. */
  readonly marks: { port: number; id: number }[];
}

export async function dnsServer(zone: Zone, script: DnsScript = {}): Promise<TestDns> {
  const asked: string[] = [];
  const marks: TestDns['marks'] = [];
  const { say = (_: Question, octets: Buffer) => [octets] } = script;

  const reply = (octets: Buffer, transport: 'udp' | 'tcp'): Buffer[] => {
    const query = decode(octets);
    const question = query.questions?.[0];
    if (!question) return [];
    asked.push(`${transport} ${question.type} ${question.name}`);
    const known = zone[question.name.toLowerCase()];
    const failure = typeof known === 'string' ? known : known === undefined ? 'NXDOMAIN' : undefined;
    const answers =
      typeof known === 'object' ? known.filter(({ type }) => type === 'CNAME' || type === question.type) : [];
    const signed = script.signed?.(question.name.toLowerCase()) ?? false;
    const opt = query.additionals?.find(({ type }) => type === 'OPT');
    const whole: Packet = {
      type: 'response',
      id: query.id ?? 0,
      flags: RECURSION_AVAILABLE | (failure ? rcodes[failure] : 0) | (signed ? AUTHENTIC_DATA : 0),
      questions: [question],
      answers,
      // RFC 6891 §6.1.1: only who brought one gets one.
      additionals: opt && 'flags' in opt && opt.flags & DNSSEC_OK ? [opt] : [],
    };
    const encoded = encode(whole);
    const room = opt && 'udpPayloadSize' in opt ? opt.udpPayloadSize : 512;
    const fits =
      transport === 'udp' && encoded.length > room
        ? encode({ ...whole, flags: (whole.flags ?? 0) | TRUNCATED_RESPONSE, answers: [] })
        : encoded;
    return say(question, fits, transport, query);
  };

  const open = new Set<Socket>();
  const tcp = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('data', (octets: Buffer) => {
      for (const answer of reply(octets.subarray(2), 'tcp')) {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(answer.length);
        // In two segments, as it may come.
        socket.write(Buffer.concat([length, answer.subarray(0, 5)]), () => socket.write(answer.subarray(5)));
      }
    });
  });
  const udp = await besideTcp(tcp);
  const { port } = udp.address();
  udp.on('message', (octets, peer) => {
    marks.push({ port: peer.port, id: octets.readUInt16BE(0) });
    for (const answer of reply(octets, 'udp')) udp.send(answer, peer.port, peer.address);
  });

  return {
    address: `127.0.0.1:${port}`,
    asked,
    marks,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      const closed = Promise.all([once(udp, 'close'), once(tcp, 'close')]);
      udp.close();
      tcp.close();
      await closed;
    },
  };
}

/** Both on one port of the system's choice: again where somebody has it for the other protocol. */
async function besideTcp(tcp: Server, tries = 20): Promise<UdpSocket> {
  const udp = createSocket('udp4');
  udp.bind(0, '127.0.0.1');
  await once(udp, 'listening');
  try {
    tcp.listen(udp.address().port, '127.0.0.1');
    await once(tcp, 'listening');
    return udp;
  } catch (error) {
    udp.close();
    if (tries === 0) throw error;
    return besideTcp(tcp, tries - 1);
  }
}

export const mx = (name: string, exchange: string, preference = 10): Answer => ({
  type: 'MX',
  name,
  data: { exchange, preference },
});
export const a = (name: string, data: string): Answer => ({ type: 'A', name, data });
export const aaaa = (name: string, data: string): Answer => ({ type: 'AAAA', name, data });
export const cname = (name: string, data: string): Answer => ({ type: 'CNAME', name, data });
export const txt = (name: string, ...data: string[]): Answer => ({ type: 'TXT', name, data });
export const tlsa = (
  name: string,
  usage: number,
  selector: number,
  matchingType: number,
  certificate: Buffer,
): Answer => ({
  type: 'TLSA',
  name,
  data: { usage, selector, matchingType, certificate },
});
