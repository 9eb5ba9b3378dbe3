/**
 * A tiny authoritative DNS server on loopback for the demo's zone: the same lookups as on the real network, answered
 * here. UDP and TCP on one port, RFC 1035; a person's own resolver and hosts file are never touched.
 */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, type Packet, type Question } from 'dns-packet';

/** `mx` and `a` of every name that exists. A name without either exists too and has nothing of that type. */
export interface Zone {
  readonly origin: string;
  readonly names: Readonly<
    Record<string, { readonly a?: readonly string[]; readonly mx?: readonly string[] }>
  >;
}

export interface DnsServer {
  readonly address: string;
  readonly port: number;
  /** Settles when both sockets are closed. */
  readonly closed: Promise<void>;
}

const ttl = 60;
/** RFC 6891 §6.2.5: what we take and send over UDP when the client speaks EDNS. */
const ednsPayload = 1232;
// RFC 1035 §4.1.1 and RFC 6895 §2.3
const rcode = { formatError: 1, nameError: 3, notImplemented: 4, refused: 5 } as const;
const truncated = 1 << 9;

/** The reply to one decoded query. Only class IN and opcode QUERY; every other name than the zone's is refused. */
export function answer(query: Packet, zone: Zone): Packet {
  const questions = query.questions ?? [];
  const question = questions[0];
  const edns = (query.additionals ?? []).some((record) => record.type === 'OPT');
  const reply = (code: number, answers: Answer[] = [], authorities: Answer[] = []): Packet => ({
    type: 'response',
    id: query.id ?? 0,
    flags: ((query.flags ?? 0) & 0x0100) | (code === rcode.refused ? 0 : AUTHORITATIVE_ANSWER) | code,
    questions,
    answers,
    authorities,
    additionals: edns
      ? [
          {
            type: 'OPT',
            name: '.',
            udpPayloadSize: ednsPayload,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: 0,
            flag_do: false,
            options: [],
          },
        ]
      : [],
  });

  if (((query.flags ?? 0) >> 11) & 0xf) return reply(rcode.notImplemented);
  if (questions.length !== 1 || !question) return reply(rcode.formatError);
  const name = question.name.toLowerCase();
  if (name !== zone.origin && !name.endsWith(`.${zone.origin}`)) return reply(rcode.refused);

  const here = name === zone.origin ? {} : zone.names[name];
  if (!here) return reply(rcode.nameError, [], [soa(zone)]);
  const answers = recordsFor(question, here);
  return answers.length > 0 ? reply(0, answers) : reply(0, [], [soa(zone)]);
}

function recordsFor(question: Question, here: Zone['names'][string]): Answer[] {
  const { name, type } = question;
  if (type === 'A') return (here.a ?? []).map((data) => ({ type: 'A', name, ttl, data }));
  if (type === 'MX') {
    return (here.mx ?? []).map((exchange, index) => ({
      type: 'MX',
      name,
      ttl,
      data: { preference: 10 * (index + 1), exchange },
    }));
  }
  return [];
}

/** RFC 2308 §3: a negative answer carries the zone's SOA. */
function soa(zone: Zone): Answer {
  return {
    type: 'SOA',
    name: zone.origin,
    ttl,
    data: {
      mname: `ns.${zone.origin}`,
      rname: `hostmaster.${zone.origin}`,
      serial: 1,
      refresh: 3600,
      retry: 600,
      expire: 86400,
      minimum: ttl,
    },
  };
}

/** Serves the zone on 127.0.0.1, on a port of the system's choice, until the signal ends it. */
export async function startDns(zone: Zone, signal: AbortSignal): Promise<DnsServer> {
  const address = '127.0.0.1';
  // UDP and TCP must share the port, and the system chooses it for one of them: try again when the other has it taken.
  for (let attempt = 0; ; attempt++) {
    const udp = createSocket('udp4');
    udp.bind(0, address);
    await once(udp, 'listening');
    const { port } = udp.address();
    const tcp = createServer();
    try {
      tcp.listen(port, address);
      await once(tcp, 'listening');
    } catch (error) {
      udp.close();
      if (attempt < 9) continue;
      throw error;
    }
    serveUdp(udp, zone);
    const closeTcp = serveTcp(tcp, zone);
    const closed = Promise.all([once(udp, 'close'), once(tcp, 'close')]).then(() => {});
    const stop = () => {
      udp.close();
      closeTcp();
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    return { address, port, closed };
  }
}

function serveUdp(socket: UdpSocket, zone: Zone): void {
  socket.on('message', (octets, from) => {
    const query = decodeQuery(octets);
    if (!query) return;
    const reply = answer(query, zone);
    const whole = encode(reply);
    const opt = (query.additionals ?? []).find((record) => record.type === 'OPT');
    const room = Math.max(
      512,
      opt && 'udpPayloadSize' in opt ? Math.min(opt.udpPayloadSize, ednsPayload) : 512,
    );
    // RFC 2181 §9: too much for one datagram is sent empty with TC set, and asked for again over TCP.
    const fits =
      whole.length <= room
        ? whole
        : encode({ ...reply, flags: (reply.flags ?? 0) | truncated, answers: [], authorities: [] });
    socket.send(fits, from.port, from.address);
  });
}

function serveTcp(server: Server, zone: Zone): () => void {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(10_000, () => socket.destroy());
    let pending = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      // RFC 1035 §4.2.2: each message behind its length in two octets
      while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
        const end = 2 + pending.readUInt16BE(0);
        const query = decodeQuery(pending.subarray(2, end));
        pending = pending.subarray(end);
        if (!query) {
          socket.destroy();
          return;
        }
        const reply = encode(answer(query, zone));
        const length = Buffer.alloc(2);
        length.writeUInt16BE(reply.length);
        socket.write(Buffer.concat([length, reply]));
      }
    });
  });
  return () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
}

/** Undefined for octets that are no query: silence is the answer to those. */
function decodeQuery(octets: Uint8Array): Packet | undefined {
  try {
    const packet = decode(Buffer.from(octets));
    return packet.type === 'query' ? packet : undefined;
  } catch {
    return undefined;
  }
}
