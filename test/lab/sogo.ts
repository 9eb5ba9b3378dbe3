import { createReadStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { listening, startDaemon } from './daemon.ts';
import { imapPort } from './dovecot.ts';
import { inRoot, type Root } from './roots.ts';
import { sink, sogo } from './webmails.ts';

const { hostname, port } = new URL(sogo);
const woPort = 20_000;
const databasePort = 5433;
const memcachedPort = 11_311;
/** Inside the root. */
const home = '/srv/sogo';

/**
 * Debian's SOGo unchanged, with a database cluster of its own. In place of Apache stands a small proxy, which says in headers what SOGo
 * wants to know of its web server.
 * @param logs a directory for what it and its servers say
 */
export async function startSogo(root: Root, logs: string, signal: AbortSignal): Promise<void> {
  mkdirSync(join(root.path, home), { recursive: true });
  writeFileSync(join(root.path, 'etc/sogo/sogo.conf'), sogoConfig);
  await inRoot(
    root,
    `mkdir -p /run/sogo ${home}/home; chown sogo: /run/sogo ${home}/home; chown root:sogo /etc/sogo/sogo.conf
     mkdir -p ${home}/data; chown postgres: ${home} ${home}/data
     setpriv --reuid=postgres --regid=postgres --clear-groups ${postgres}/initdb -A trust -N -D ${home}/data`,
  );
  const daemon = (name: string, program: string, args: readonly string[], user: string) =>
    startDaemon(
      'chroot',
      [root.path, 'setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', program, ...args],
      { signal, log: join(logs, `${name}.log`), env: { ...process.env, HOME: `${home}/home`, LC_ALL: 'C' } },
    );
  const database = ['-D', `${home}/data`, '-p', `${databasePort}`, '-k', home, '-h', '127.0.0.1', '-F'];
  daemon('postgres', 'sh', ['-c', `exec ${postgres}/postgres "$@"`, 'postgres', ...database], 'postgres');
  daemon('memcached', 'memcached', ['-l', '127.0.0.1', '-p', `${memcachedPort}`, '-m', '16'], 'sogo');
  await listening('127.0.0.1', memcachedPort, signal);
  await listening('127.0.0.1', databasePort, signal);
  await inRoot(
    root,
    `psql -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p ${databasePort} -U postgres <<'SQL'\n${schema}\nSQL`,
  );
  daemon('sogo', 'sogod', ['-WONoDetach', 'YES', '-WOLogFile', '-'], 'sogo');
  await listening('127.0.0.1', woPort, signal);
  startProxy(root, signal);
  await listening(hostname, Number(port), signal);
}

/** For the shell: Debian has one version of it. */
const postgres = '/usr/lib/postgresql/*/bin';

const schema = `
create role sogo login;
create database sogo owner sogo;
\\connect sogo sogo
create table sogo_view (c_uid text primary key, c_name text, c_password text, c_cn text, mail text);
insert into sogo_view values ('me', 'me', 'secret', 'Me', 'me@client.test');
`;

const table = (name: string) => `"postgresql://sogo@127.0.0.1:${databasePort}/sogo/${name}"`;
const sogoConfig = `{
  SOGoProfileURL = ${table('sogo_user_profile')};
  OCSFolderInfoURL = ${table('sogo_folder_info')};
  OCSSessionsFolderURL = ${table('sogo_sessions_folder')};
  SOGoUserSources = ({
    type = sql; id = users; viewURL = ${table('sogo_view')};
    canAuthenticate = YES; isAddressBook = NO; userPasswordAlgorithm = plain;
  });
  SOGoIMAPServer = "imap://127.0.0.1:${imapPort}";
  SOGoMailingMechanism = smtp;
  SOGoSMTPServer = "smtp://${sink.host}:${sink.port}";
  SOGoMemcachedHost = "127.0.0.1:${memcachedPort}";
  SOGoMailDomain = client.test;
  SOGoPageTitle = SOGo;
  SOGoLanguage = English;
  SOGoTimeZone = UTC;
  SOGoXSRFValidationEnabled = NO;
  SOGoMailAuxiliaryUserAccountsEnabled = NO;
  SOGoMailAddOutgoingAddresses = NO;
  WOPort = 127.0.0.1:${woPort};
  WOWorkersCount = 1;
  WOListenQueueSize = 100;
  SxVMemLimit = 0;
}
`;

const resources = { url: '/SOGo.woa/WebServerResources/', place: '/usr/lib/GNUstep/SOGo/WebServerResources' };
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

function startProxy(root: Root, signal: AbortSignal): void {
  const proxy = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url ?? '/', sogo);
    if (pathname.startsWith(resources.url)) {
      const file = join(root.path, resources.place, normalize(pathname.slice(resources.url.length)));
      if (!existsSync(file)) return outgoing.writeHead(404).end();
      outgoing.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
      return createReadStream(file).pipe(outgoing);
    }
    const headers = {
      ...incoming.headers,
      'x-webobjects-server-protocol': 'HTTP/1.0',
      'x-webobjects-remote-host': '127.0.0.1',
      'x-webobjects-server-name': hostname,
      'x-webobjects-server-url': sogo,
      'x-webobjects-server-port': port,
    };
    const { method, url: path } = incoming;
    const upstream = request({ host: '127.0.0.1', port: woPort, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    upstream.once('error', () => outgoing.destroy());
    return incoming.pipe(upstream);
  });
  proxy.listen(Number(port), hostname);
  signal.addEventListener('abort', () => proxy.close(), { once: true });
}
