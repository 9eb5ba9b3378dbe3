/** SCRAM-SHA-256, RFC 5802 with RFC 7677, from the client's side, without channel binding: text in, text out, no connection. */
import { createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);

/** RFC 7677 §4 asks for at least 4096; beyond the upper bound a server only wants to keep us busy. */
const iterations = { least: 4096, most: 2_000_000 };

export type ScramStep =
  /** The message that answers the server's first, and what proves that the server knows the password too. */
  | { readonly ok: true; readonly text: string; readonly proves: (final: string) => boolean }
  | { readonly ok: false };

/** `nonce`: printable ASCII without ",", never used before. */
export function scramClient(user: string, password: string, nonce: string) {
  const name = prepared(user).replaceAll('=', '=3D').replaceAll(',', '=2C');
  const bare = `n=${name},r=${nonce}`;
  return {
    first: `n,,${bare}`,
    async answer(serverFirst: string): Promise<ScramStep> {
      // RFC 5802 §7 server-first-message; "m=" would announce something mandatory that nobody knows.
      const match = /^r=([\x21-\x2b\x2d-\x7e]+),s=([A-Za-z0-9+/]+={0,2}),i=([1-9][0-9]{0,8})(?:,|$)/.exec(
        serverFirst,
      );
      const [, both = '', salt = '', count = ''] = match ?? [];
      const rounds = Number(count);
      const own = both.startsWith(nonce) && both.length > nonce.length;
      if (!own || rounds < iterations.least || rounds > iterations.most) return { ok: false };
      const salted = await derive(prepared(password), Buffer.from(salt, 'base64'), rounds, 32, 'sha256');
      const clientKey = hmac(salted, 'Client Key');
      const stored = createHash('sha256').update(clientKey).digest();
      // "biws" is "n,,": no channel binding.
      const withoutProof = `c=biws,r=${both}`;
      const said = `${bare},${serverFirst},${withoutProof}`;
      const signature = hmac(stored, said);
      const proof = Buffer.from(clientKey.map((octet, index) => octet ^ (signature[index] ?? 0)));
      const wanted = hmac(hmac(salted, 'Server Key'), said);
      return {
        ok: true,
        text: `${withoutProof},p=${proof.toString('base64')}`,
        proves(final) {
          const got = Buffer.from(/^v=([A-Za-z0-9+/]+={0,2})(?:,|$)/.exec(final)?.[1] ?? '', 'base64');
          return got.length === wanted.length && timingSafeEqual(got, wanted);
        },
      };
    },
  };
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** RFC 4013 SASLprep, as far as a password that somebody can type needs it: odd spaces become spaces, invisible marks go, then NFKC. */
export function prepared(text: string): string {
  return text
    .replace(/[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/g, ' ')
    .replace(/\u00ad|\u034f|\u1806|[\u180b-\u180d]|\u200c|\u200d|\u2060|[\ufe00-\ufe0f]|\ufeff/g, '')
    .normalize('NFKC');
}
