/** DANE and MTA-STS from the DNS to the message: a name server, a policy server and a mail server, all on loopback. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Answer } from 'dns-packet';
import { expect, test } from 'vitest';
import { certificate, type Made } from '../certificate.ts';
import { deliverIn } from '../deliver-in.ts';
import { a, cname, mx, tlsa, txt, type Zone } from '../dns/server.ts';
import { fakeServer } from '../fake-server.ts';

const authority = certificate({ subject: 'authority', authority: {} });
const host = 'mx.s1.test';
const proven = certificate({ subject: host, names: [host], issuer: authority });
const own = certificate({ subject: host, names: [host] });
/** RFC 7672 §3.1.2: an anchor that the DNS only has a digest of is sent along. */
const chained: Made = { ...proven, cert: proven.cert + authority.cert };
const sts = certificate({ subject: 'sts', names: ['mta-sts.s1.test'], issuer: authority });
const digest = (of: Made) =>
  createHash('sha256')
    .update(of.x509.publicKey.export({ type: 'spki', format: 'der' }))
    .digest();

interface World {
  /** What the mail server shows; without any it offers no STARTTLS. */
  readonly shows?: Made;
  /** The same, to who asks for it by a name (SNI). */
  readonly showsTo?: Readonly<Record<string, Made>>;
  readonly tlsa?: (name: string) => Answer[] | 'SERVFAIL';
  /** The name under which the records stand. */
  readonly base?: string;
  readonly unsigned?: readonly string[];
  readonly policy?: string;
  readonly zone?: Zone;
}

async function deliverUnder(world: World) {
  await using mail = await fakeServer({
    extensions: world.shows ? ['STARTTLS'] : [],
    ...(world.shows ? { tls: world.shows } : {}),
    ...(world.showsTo ? { tlsOf: world.showsTo } : {}),
  });
  const web = createServer({ key: sts.key, cert: sts.cert }, (_, response) =>
    response.writeHead(200, { 'Content-Type': 'text/plain' }).end(world.policy),
  );
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const recordName = `_${mail.port}._tcp.${world.base ?? host}`;
  const { outcomes, remarks, dns } = await deliverIn(
    {
      's1.test': [mx('s1.test', host)],
      [host]: [a(host, '127.0.0.1')],
      ...(world.tlsa ? { [recordName]: world.tlsa(recordName) } : {}),
      ...(world.policy
        ? {
            '_mta-sts.s1.test': [txt('_mta-sts.s1.test', 'v=STSv1; id=1;')],
            'mta-sts.s1.test': [a('mta-sts.s1.test', '127.0.0.1')],
          }
        : {}),
      ...world.zone,
    },
    {
      dns: { signed: (name) => !(world.unsigned ?? []).includes(name) },
      ports: { [host]: mail.port, 'mta-sts.s1.test': (web.address() as AddressInfo).port },
      options: { authorities: [authority.cert] },
    },
  );
  web.closeAllConnections();
  await new Promise((resolve) => web.close(resolve));
  return { outcome: outcomes[0], remarks, mail, dns };
}

const pin = (of: Made) => (name: string) => [tlsa(name, 3, 1, 1, digest(of))];
const anchor = (name: string) => [tlsa(name, 2, 1, 1, digest(authority))];
const pkix = (name: string) => [tlsa(name, 1, 1, 1, digest(proven))];
const enforce = `version: STSv1\nmode: enforce\nmx: ${host}\nmax_age: 60\n`;
const stranger = enforce.replace(host, 'mail.other.test');
const testing = stranger.replace('enforce', 'testing');
const deferred = (reason: string) => ({ state: 'deferred', reason });
const sent = { state: 'sent' };

test.each<[string, World, object, RegExp]>([
  [
    'DANE-EE: a certificate that only the DNS knows',
    { shows: own, tlsa: pin(own) },
    sent,
    /DANE: 1 TLSA of mx\.s1\.test[\s\S]*verified/,
  ],
  [
    'DANE-EE: another key',
    { shows: proven, tlsa: pin(own) },
    deferred('tls-unverified'),
    /no TLSA record matches/,
  ],
  ['DANE-TA', { shows: chained, tlsa: anchor }, sent, /verified for mx\.s1\.test/],
  ['DANE: no STARTTLS', { tlsa: pin(own) }, deferred('tls-missing'), /DANE/],
  ['DANE: nothing of use, and TLS', { shows: own, tlsa: pkix }, sent, /no TLSA of mx\.s1\.test is of use/],
  ['DANE: nothing of use, and no STARTTLS', { tlsa: pkix }, deferred('tls-missing'), /no TLSA/],
  ['DANE: the lookup fails', { shows: own, tlsa: () => 'SERVFAIL' }, deferred('dane-failed'), /SERVFAIL/],
  ['no TLSA', { shows: own }, sent, /NOT verified/],
  [
    'TLSA, but the MX is not signed',
    { shows: proven, tlsa: pin(own), unsigned: ['s1.test'] },
    sent,
    /verified/,
  ],
  [
    'TLSA, but the addresses are not signed',
    { shows: proven, tlsa: () => 'SERVFAIL', unsigned: [host] },
    sent,
    /verified/,
  ],
  [
    'an alias: the records of what it leads to',
    {
      shows: own,
      tlsa: pin(own),
      base: 'real.test',
      zone: { [host]: [cname(host, 'real.test'), a('real.test', '127.0.0.1')] },
    },
    sent,
    /TLSA of real\.test/,
  ],
  [
    'an alias: the server is asked by the name of the records, whatever it shows to others',
    {
      shows: proven,
      showsTo: { 'real.test': own, [host]: proven },
      tlsa: pin(own),
      base: 'real.test',
      zone: { [host]: [cname(host, 'real.test'), a('real.test', '127.0.0.1')] },
    },
    sent,
    /verified for mx\.s1\.test/,
  ],
  [
    'an alias: by its own name, where the records are its own',
    {
      shows: proven,
      showsTo: { 'real.test': proven, [host]: own },
      tlsa: pin(own),
      zone: { [host]: [cname(host, 'real.test'), a('real.test', '127.0.0.1')] },
    },
    sent,
    /verified for mx\.s1\.test/,
  ],
  [
    'an alias and MTA-STS: by the name of the MX',
    {
      shows: own,
      showsTo: { 'real.test': own, [host]: proven },
      policy: enforce,
      zone: { [host]: [cname(host, 'real.test'), a('real.test', '127.0.0.1')] },
    },
    sent,
    /verified for mx\.s1\.test/,
  ],
  [
    'an alias: its own records',
    {
      shows: own,
      tlsa: pin(own),
      zone: { [host]: [cname(host, 'real.test'), a('real.test', '127.0.0.1')] },
    },
    sent,
    /TLSA of mx\.s1\.test/,
  ],
  [
    'MTA-STS enforce',
    { shows: proven, policy: enforce },
    sent,
    /enforce, hosts mx\.s1\.test[\s\S]*verified for/,
  ],
  [
    'MTA-STS enforce, and a certificate of its own',
    { shows: own, policy: enforce },
    deferred('tls-unverified'),
    /enforce/,
  ],
  ['MTA-STS enforce, no STARTTLS', { policy: enforce }, deferred('tls-missing'), /enforce/],
  [
    'MTA-STS enforce, another MX',
    { shows: proven, policy: stranger },
    deferred('mta-sts-stranger'),
    /is not in the MTA-STS policy/,
  ],
  [
    'MTA-STS testing, another MX and no certificate',
    { shows: own, policy: testing },
    sent,
    /only being tested/,
  ],
  ['MTA-STS none', { shows: own, policy: 'version: STSv1\nmode: none\nmax_age: 60\n' }, sent, /none/],
  ['MTA-STS that is not to be had', { shows: own, policy: 'hello' }, sent, /could not be had \(syntax\)/],
  [
    'DANE fails where MTA-STS would do',
    { shows: proven, tlsa: pin(own), policy: enforce },
    deferred('tls-unverified'),
    /no TLSA/,
  ],
  ['DANE does where MTA-STS would not', { shows: own, tlsa: pin(own), policy: stranger }, sent, /DANE/],
])('%s', async (_, world, expected, remark) => {
  const { outcome, remarks, mail } = await deliverUnder(world);
  expect(outcome).toMatchObject(expected);
  expect(remarks).toMatch(remark);
  expect(mail.messages).toHaveLength(expected === sent ? 1 : 0);
});

test('where no resolver may be believed, no TLSA is asked for', async () => {
  const found = await deliverUnder({ shows: own, tlsa: pin(proven), unsigned: ['s1.test', host] });
  expect(found.outcome).toMatchObject(sent);
  expect(found.dns.asked.filter((asked) => asked.includes('TLSA'))).toEqual([]);
});
