/** Certificates made on the spot: no tool needs to be installed, no key lies in the repository. */
import { generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const length =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const oid = (...octets: number[]) => der(0x06, Buffer.from(octets));
const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const ecdsaWithSha1 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x01));

const oids = {
  basicConstraints: oid(0x55, 0x1d, 0x13),
  subjectAltName: oid(0x55, 0x1d, 0x11),
  extKeyUsage: oid(0x55, 0x1d, 0x25),
  nameConstraints: oid(0x55, 0x1d, 0x1e),
} as const;
const purposes = {
  server: oid(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01),
  client: oid(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02),
} as const;

export interface Made {
  readonly x509: X509Certificate;
  /** PEM */
  readonly cert: string;
  /** PEM */
  readonly key: string;
  readonly subject: string;
  readonly privateKey: KeyObject;
}

export interface CertificateOptions {
  /** Its common name. */
  readonly subject: string;
  /** Itself, if absent. */
  readonly issuer?: Made;
  /** dNSNames */
  readonly names?: readonly string[];
  readonly authority?: { readonly pathLength?: number };
  /** Days from now. */
  readonly from?: number;
  readonly until?: number;
  readonly purpose?: keyof typeof purposes;
  /** A critical extension that few understand. */
  readonly nameConstraints?: boolean;
  readonly digest?: 'sha256' | 'sha1';
  /** Another certificate's key. */
  readonly sameKey?: Made;
}

/** RFC 5280 §4.1, the least that a TLS server or its issuer needs: EC P-256. */
export function certificate(options: CertificateOptions): Made {
  const { subject, issuer, names = [], authority, from = -1, until = 1, purpose, sameKey } = options;
  const pair = sameKey
    ? { publicKey: sameKey.x509.publicKey, privateKey: sameKey.privateKey }
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = options.digest === 'sha1' ? ecdsaWithSha1 : ecdsaWithSha256;
  const name = (text: string) =>
    sequence(der(0x31, sequence(oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from(text)))));
  const day = 86_400_000;
  const time = (days: number) =>
    der(
      0x17,
      Buffer.from(`${new Date(Date.now() + days * day).toISOString().replace(/\D/g, '').slice(2, 14)}Z`),
    );
  const yes = der(0x01, Buffer.from([0xff]));
  const extensions = [
    ...(names.length > 0
      ? [
          sequence(
            oids.subjectAltName,
            der(0x04, sequence(...names.map((text) => der(0x82, Buffer.from(text))))),
          ),
        ]
      : []),
    ...(authority
      ? [
          sequence(
            oids.basicConstraints,
            yes,
            der(
              0x04,
              sequence(
                yes,
                ...(authority.pathLength === undefined
                  ? []
                  : [der(0x02, Buffer.from([authority.pathLength]))]),
              ),
            ),
          ),
        ]
      : []),
    ...(purpose ? [sequence(oids.extKeyUsage, der(0x04, sequence(purposes[purpose])))] : []),
    ...(options.nameConstraints
      ? [
          sequence(
            oids.nameConstraints,
            yes,
            der(0x04, sequence(der(0xa0, sequence(der(0x82, Buffer.from('s1.test')))))),
          ),
        ]
      : []),
  ];
  const serial = Buffer.concat([Buffer.from([1]), crypto.getRandomValues(Buffer.alloc(7))]);
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    algorithm,
    name(issuer?.subject ?? subject),
    sequence(time(from), time(until)),
    name(subject),
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [der(0xa3, sequence(...extensions))] : []),
  );
  const signature = sign(options.digest ?? 'sha256', body, issuer?.privateKey ?? pair.privateKey);
  const raw = sequence(body, algorithm, der(0x03, Buffer.from([0]), signature));
  return {
    x509: new X509Certificate(raw),
    cert: `-----BEGIN CERTIFICATE-----\n${raw.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`,
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    subject,
    privateKey: pair.privateKey,
  };
}

/** One name, nobody's word but its own. */
export const selfSigned = (name: string): Made => certificate({ subject: name, names: [name] });
