/** Who is measured, and by which command line each sends one message. */
import { fileURLToPath } from 'node:url';

/** A server of the bench, by its port: what it offers. */
export const modes = {
  plain: { port: 2501, extensions: ['PIPELINING', 'CHUNKING'] },
  STARTTLS: { port: 2502, extensions: ['PIPELINING', 'CHUNKING', 'STARTTLS'] },
  'plain, no CHUNKING': { port: 2503, extensions: ['PIPELINING'] },
  'STARTTLS, no CHUNKING': { port: 2504, extensions: ['PIPELINING', 'STARTTLS'] },
} as const;
export type Mode = keyof typeof modes;

export const serverAddress = '10.78.0.2';
export const from = 'me@client.test';
export const to = 'user@dest.test';

interface Subject {
  /** `installed`: of the overlay root, where Debian's packages are. */
  readonly where: 'here' | 'installed';
  /** `second`: two messages by one connection, the figure is that of the second. */
  readonly kind: 'first' | 'second';
  /** `message` is the file of the message; `tls` whether the server has STARTTLS. */
  readonly command: (port: number, message: string, tls: boolean) => readonly string[];
}

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const waypost = script('../../../src/host/cli/main.ts');

export const subjects: Readonly<Record<string, Subject>> = {
  waypost: {
    where: 'here',
    kind: 'first',
    command: (port, message) => [
      ...[process.execPath, waypost, 'send', '--server', `${serverAddress}:${port}`],
      ...['--ehlo', 'client.test', '--from', from, '--to', to, '--file', message],
    ],
  },
  'waypost, second message': {
    where: 'here',
    kind: 'second',
    command: (port, message) => [process.execPath, script('two-by-waypost.ts'), String(port), message],
  },
  nodemailer: {
    where: 'here',
    kind: 'first',
    command: (port, message) => [process.execPath, script('by-nodemailer.ts'), String(port), message, '1'],
  },
  'nodemailer, second message': {
    where: 'here',
    kind: 'second',
    command: (port, message) => [process.execPath, script('by-nodemailer.ts'), String(port), message, '2'],
  },
  curl: {
    where: 'installed',
    kind: 'first',
    command: (port, message, tls) => [
      ...['curl', '--silent', '--show-error', `smtp://${serverAddress}:${port}/client.test`],
      ...['--mail-from', from, '--mail-rcpt', to, '--upload-file', message],
      ...(tls ? ['--ssl-reqd', '--insecure'] : []),
    ],
  },
  swaks: {
    where: 'installed',
    kind: 'first',
    command: (port, message, tls) => [
      ...[
        'swaks',
        '--silent',
        '2',
        '--server',
        serverAddress,
        '--port',
        String(port),
        '--helo',
        'client.test',
      ],
      ...['--from', from, '--to', to, '--data', `@${message}`, ...(tls ? ['--tls'] : [])],
    ],
  },
  msmtp: {
    where: 'installed',
    kind: 'first',
    command: (port, message, tls) => [
      ...['sh', '-c', `exec msmtp "$@" < ${message}`, 'msmtp', '--file=/dev/null', `--host=${serverAddress}`],
      ...[`--port=${port}`, '--domain=client.test', `--from=${from}`, '--auth=off'],
      ...(tls ? ['--tls=on', '--tls-starttls=on', '--tls-certcheck=off'] : ['--tls=off']),
      to,
    ],
  },
};

export const subjectNames = Object.keys(subjects);
/** Debian's packages of the above. swaks has TLS from libnet-ssleay-perl, which it only recommends. */
export const packages = ['curl', 'swaks', 'libnet-ssleay-perl', 'msmtp'];
