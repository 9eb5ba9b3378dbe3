import { join } from 'node:path';
import { listening, startDaemon } from './daemon.ts';
import { run } from './run.ts';

/** This very process, and Roundcube, Chromium and Waypost: the network namespace that the lab started with. */
export const client = { name: 'client.test', address: '10.77.0.100' };
export const resolver = '10.77.0.53';
export const network = '10.77.0.0/24';

export interface Station {
  readonly name: string;
  readonly address: string;
}
/** Three hops and the recipient's own server, in the order of travel; each has a network namespace of its own. */
export const stations: readonly Station[] = [
  { name: 's1.test', address: '10.77.0.11' },
  { name: 's2.test', address: '10.77.0.12' },
  { name: 's3.test', address: '10.77.0.13' },
  { name: 'dest.test', address: '10.77.0.14' },
];

/** One server of each make. Each keeps the mail of its own domain; what the others do with it is no business of these. */
export const makes = {
  postfix: { name: 'postfix.test', address: '10.77.0.21' },
  exim: { name: 'exim.test', address: '10.77.0.22' },
  opensmtpd: { name: 'opensmtpd.test', address: '10.77.0.23' },
  sendmail: { name: 'sendmail.test', address: '10.77.0.24' },
} as const satisfies Readonly<Record<string, Station>>;
export type Make = keyof typeof makes;

const servers: readonly Station[] = [...stations, ...Object.values(makes)];

/** A bridge that holds the client and the resolver, and joins a namespace for each server to them by a veth pair. */
export async function makeNetwork(): Promise<void> {
  const commands = [
    'link set lo up',
    'link add name br0 type bridge',
    `address add ${client.address}/24 dev br0`, // first, so that what the client sends comes from it
    `address add ${resolver}/24 dev br0`,
    'link set br0 up',
    ...servers.flatMap(({ name, address }, index) => [
      `netns add ${name}`,
      `link add name server${index} type veth peer name eth0 netns ${name}`,
      `link set server${index} master br0 up`,
      `-n ${name} link set lo up`,
      `-n ${name} address add ${address}/24 dev eth0`,
      `-n ${name} link set eth0 up`,
    ]),
  ];
  for (const command of commands) await run('ip', command.split(' '));
}

/** Real DNS: the address of each host, the name of each address, and an MX by which each takes its own mail. */
export async function startResolver(logs: string, signal: AbortSignal): Promise<void> {
  const records = [client, ...servers].flatMap(({ name, address }) => [
    `--host-record=${name},${address}`,
    `--mx-host=${name},${name},10`,
  ]);
  startDaemon(
    'dnsmasq',
    [
      ...[
        '--keep-in-foreground',
        '--conf-file=/dev/null',
        '--no-resolv',
        '--no-hosts',
        '--user=root',
        '--pid-file',
      ],
      ...['--log-facility=-', '--log-queries', `--listen-address=${resolver}`, '--bind-interfaces'],
      ...['--local=/test/', '--local=/0.77.10.in-addr.arpa/', ...records],
    ],
    { signal, log: join(logs, 'dnsmasq.log') },
  );
  await listening(resolver, 53, signal);
}
