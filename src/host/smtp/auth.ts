/** AUTH, RFC 4954, for submission to a server that knows the person: after TLS with a proven server and never otherwise. */
import { randomBytes } from 'node:crypto';
import type { Answer } from './answer.ts';
import type { Connection } from './connection.ts';
import { scramClient } from './scram.ts';
import type { Session, Stop } from './state.ts';

export interface Credentials {
  readonly user: string;
  /** A password, or an OAuth 2 bearer token for XOAUTH2. */
  readonly kind: 'password' | 'token';
  /** Asked for once the server has proven itself, and kept nowhere. `detail` says why it could not be had. */
  readonly secret: () => Promise<
    { readonly ok: true; readonly value: string } | { readonly ok: false; readonly detail: string }
  >;
}

/** RFC 4954 §4: an initial response that makes the command longer than 512 octets waits for its 334. */
const lineLimit = 512 - 2;

/** What our half of the exchange is in a transcript. */
const hidden = '[…]';

/** Undefined once the server knows who we are. */
export async function authenticate(
  { connection, extensions }: Session,
  credentials: Credentials,
): Promise<Stop | undefined> {
  const stop = (
    code: 'auth-in-clear' | 'auth-not-offered' | 'auth-no-secret' | 'auth-unproven',
    detail = '',
  ): Stop => ({
    step: 'AUTH',
    trouble: { code, detail },
  });
  if (!connection.secure) return stop('auth-in-clear');
  const offered = (extensions.get('AUTH') ?? '').toUpperCase().split(' ');
  const mechanism = preferred[credentials.kind].find((name) => offered.includes(name));
  if (mechanism === undefined) return stop('auth-not-offered', offered.join(' '));
  const secret = await credentials.secret();
  if (!secret.ok) return stop('auth-no-secret', secret.detail);
  const said = await mechanisms[mechanism](new Exchange(connection), credentials.user, secret.value);
  if (said === 'unproven') {
    connection.close();
    return stop('auth-unproven');
  }
  if (!said.ok) return { step: 'AUTH', trouble: said.trouble };
  return said.reply.code === 235 ? undefined : { step: 'AUTH', reply: said.reply };
}

/** The strongest first. */
const preferred = { password: ['SCRAM-SHA-256', 'PLAIN', 'LOGIN'], token: ['XOAUTH2'] } as const;
type Mechanism = (typeof preferred)[keyof typeof preferred][number];

/** RFC 4954 §4: challenges and responses in base64, ours never in the transcript. */
class Exchange {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async begin(mechanism: Mechanism, initial: string): Promise<Answer> {
    const response = Buffer.from(initial).toString('base64');
    const command = `AUTH ${mechanism} ${response}`;
    if (command.length <= lineLimit)
      return this.#connection.command(command, { shown: `AUTH ${mechanism} ${hidden}` });
    const go = await this.bare(mechanism);
    return isChallenge(go) ? this.respond(initial) : go;
  }

  bare(mechanism: Mechanism): Promise<Answer> {
    return this.#connection.command(`AUTH ${mechanism}`);
  }

  respond(text: string): Promise<Answer> {
    return this.#connection.command(Buffer.from(text).toString('base64'), { shown: hidden });
  }

  /** RFC 4954 §4: the server's AUTH is over with a reply of its own, 501. */
  cancel(): Promise<Answer> {
    return this.#connection.command('*');
  }
}

const isChallenge = (answer: Answer): answer is Extract<Answer, { ok: true }> =>
  answer.ok && answer.reply.code === 334;

const challenge = ({ reply }: Extract<Answer, { ok: true }>): string =>
  Buffer.from(reply.lines[0] ?? '', 'base64').toString();

/** The server's last word, or that it did not prove to know the password. */
type Run = (exchange: Exchange, user: string, secret: string) => Promise<Answer | 'unproven'>;

const mechanisms: Readonly<Record<Mechanism, Run>> = {
  /** RFC 4616. */
  PLAIN: (exchange, user, secret) => exchange.begin('PLAIN', `\0${user}\0${secret}`),

  /** Of no RFC; its prompts are words to nobody. */
  async LOGIN(exchange, user, secret) {
    for (const text of [undefined, user]) {
      const answer = await (text === undefined ? exchange.bare('LOGIN') : exchange.respond(text));
      if (!isChallenge(answer)) return answer;
    }
    return exchange.respond(secret);
  },

  async 'SCRAM-SHA-256'(exchange, user, secret) {
    const client = scramClient(user, secret, randomBytes(18).toString('base64'));
    const first = await exchange.begin('SCRAM-SHA-256', client.first);
    if (!isChallenge(first)) return isGood(first) ? 'unproven' : first;
    const step = await client.answer(challenge(first));
    if (!step.ok) {
      await exchange.cancel();
      return 'unproven';
    }
    const final = await exchange.respond(step.text);
    // RFC 5802 §5: the server's signature counts as much as its 235.
    if (!isChallenge(final)) return isGood(final) ? 'unproven' : final;
    return step.proves(challenge(final)) ? exchange.respond('') : 'unproven';
  },

  /** As Google and Microsoft describe it: a 334 holds what is wrong, and wants an empty response before the refusal. */
  async XOAUTH2(exchange, user, secret) {
    const answer = await exchange.begin('XOAUTH2', `user=${user}\x01auth=Bearer ${secret}\x01\x01`);
    return isChallenge(answer) ? exchange.respond('') : answer;
  },
};

const isGood = (answer: Answer): boolean => answer.ok && answer.reply.code === 235;
