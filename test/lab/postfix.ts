import { certificateFile, certify, keyFile } from './certificates.ts';
import { network, type Station } from './network.ts';
import { inRoot, type Root } from './roots.ts';
import { boot, stationRoot } from './station.ts';

export const postfixPackages = ['postfix'];

/** Debian's Postfix: its own domain, relay for the lab, TLS for those who come; in all else as it comes. */
export async function startPostfix(
  station: Station,
  place: string,
  installed: Root,
  logs: string,
  signal: AbortSignal,
): Promise<void> {
  const root = await stationRoot(station, place, installed);
  await certify(root, station.name);
  const settings = {
    myhostname: station.name,
    mydestination: `${station.name}, localhost`,
    mynetworks: `127.0.0.0/8 ${network}`,
    inet_protocols: 'ipv4',
    maillog_file: '/dev/stdout', // there is no syslog
    smtpd_tls_cert_file: certificateFile,
    smtpd_tls_key_file: keyFile,
    smtpd_tls_security_level: 'may',
    smtp_tls_security_level: 'none', // the OpenSMTPD beside it fails at TLS
    smtpd_tls_loglevel: '1',
    // Mailboxes with names beyond ASCII need an account with one; an alias does it, too.
    virtual_alias_maps: `inline:{ {дед@${station.name} = user} }`,
    alias_maps: '',
  };
  const assignments = Object.entries(settings).map(([name, value]) => `'${name}=${value}'`);
  await inRoot(
    root,
    `cp /usr/share/postfix/main.cf.debian /etc/postfix/main.cf; postconf -e ${assignments.join(' ')}`,
  );
  // Debian's smtp(8) lives in a chroot, into which the first command copies resolv.conf and its like. Postfix opens /dev/stdout
  // by that name, which works for a pipe and not for the socket that Node gives.
  await boot(station, root, '/usr/lib/postfix/configure-instance.sh -; postfix start-fg | cat', logs, signal);
}
