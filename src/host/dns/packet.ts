/** Questions to a name server and its answers as octets: RFC 1035 §4 with EDNS (RFC 6891), over dns-packet. */
import { randomInt } from 'node:crypto';
import { type Answer, AUTHENTIC_DATA, DNSSEC_OK, decode, encode, RECURSION_DESIRED } from 'dns-packet';

export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'TLSA' | 'TXT';

export interface DnsQuestion {
  /** Without the final dot; `.` for the root. */
  readonly name: string;
  readonly type: RecordType;
}

export interface DnsQuery {
  readonly id: number;
  readonly octets: Buffer;
}

/** What a name server said. `rcode` by its name in RFC 6895 §2.3, `NOERROR` and so on. */
export interface DnsReply {
  readonly rcode: string;
  /** TC: the rest is to be asked for over TCP. */
  readonly truncated: boolean;
  /** AD as it stood there, whoever set it: whether that is worth anything, the caller knows. */
  readonly authenticData: boolean;
  /** RFC 1034 §4.3.1: it asked others, or answers for the zone itself. Without either, an empty answer says nothing. */
  readonly complete: boolean;
  readonly answers: readonly Answer[];
}

/** What fits through every path unfragmented; the custom of resolvers since the "DNS flag day" of 2020. */
const udpPayload = 1232;

/** Undefined for a name that no question can hold (RFC 1035 §2.3.4). `edns`: some old servers know nothing of it. */
export function dnsQuery({ name, type }: DnsQuestion, edns: boolean): DnsQuery | undefined {
  if (
    name !== '.' &&
    (name.length > 253 || !name.split('.').every(({ length }) => length > 0 && length < 64))
  )
    return undefined;
  // RFC 5452 §4: the id must not be guessed; nor the port, which the system draws for each socket.
  const id = randomInt(0x10000);
  const octets = encode({
    type: 'query',
    id,
    // RFC 6840 §5.7: AD in a question says that we understand AD in the answer.
    flags: RECURSION_DESIRED | AUTHENTIC_DATA,
    questions: [{ name, type }],
    additionals: edns
      ? [
          {
            type: 'OPT',
            name: '.',
            udpPayloadSize: udpPayload,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: DNSSEC_OK,
            flag_do: true,
            options: [],
          },
        ]
      : [],
  });
  return { id, octets };
}

/** Undefined unless it is the answer to this very question: RFC 5452 §9.1. */
export function readReply(octets: Buffer, { id }: DnsQuery, question: DnsQuestion): DnsReply | undefined {
  let packet: ReturnType<typeof decode> & { rcode?: string };
  try {
    packet = decode(octets);
  } catch {
    return undefined;
  }
  const [asked, ...more] = packet.questions ?? [];
  if (packet.id !== id || !packet.flag_qr || ((packet.flags ?? 0) >> 11) & 0xf || more.length > 0)
    return undefined;
  // FORMERR may come without the question that was not understood.
  const same = asked && asked.type === question.type && plainName(asked.name) === plainName(question.name);
  if (asked ? !same : packet.rcode !== 'FORMERR') return undefined;
  const opt = packet.additionals?.find((record) => record.type === 'OPT');
  // RFC 6891 §6.1.3: the upper octet of the code; the only one in use there is BADVERS.
  const extended = opt && 'extendedRcode' in opt ? opt.extendedRcode : 0;
  return {
    rcode: extended ? 'BADVERS' : (packet.rcode ?? ''),
    truncated: packet.flag_tc,
    authenticData: packet.flag_ad,
    complete: packet.flag_ra || packet.flag_aa,
    answers: packet.answers ?? [],
  };
}

/** RFC 4343: names are compared without regard to case. Without the final dot. */
export function plainName(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}
