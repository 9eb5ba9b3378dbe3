/** The part of a transaction that names sender and recipients, its replies awaited before anything of the message leaves. */
import type { Answer } from './answer.ts';
import { isPositive } from './reply.ts';
import { type Fate, fateOf } from './result.ts';
import type { Sending } from './sending.ts';

/**
 * The answers to MAIL and to each RCPT, in order; in one write where the server pipelines. A MAIL that was not taken is also the answer to
 * recipients that were not even named.
 */
export async function introduce({ connection, extensions, mail, rcpts }: Sending): Promise<Answer[]> {
  if (extensions.has('PIPELINING'))
    return Promise.all(connection.batch([mail, ...rcpts].map((text) => ({ text }))));
  const taken = await connection.command(mail);
  if (!isTaken(taken)) return [taken, ...rcpts.map(() => taken)];
  const answers = [taken];
  for (const rcpt of rcpts) answers.push(await connection.command(rcpt));
  return answers;
}

export const isTaken = (answer: Answer | undefined): boolean =>
  answer?.ok === true && isPositive(answer.reply);

/** What the server refused of each recipient; undefined where it was accepted, or nothing was said. A refused MAIL is everybody's. */
export function refusalsOf([mail, ...rcpts]: readonly Answer[]): (Fate | undefined)[] {
  const all = mail?.ok && !isTaken(mail) ? fateOf('MAIL', mail) : undefined;
  return rcpts.map((answer) => all ?? (answer.ok && !isTaken(answer) ? fateOf('RCPT', answer) : undefined));
}

/** The same, and where the connection was lost, that: nothing of the message has left yet. */
export function fatesOf(answers: readonly Answer[]): (Fate | undefined)[] {
  const [mail, ...rcpts] = answers;
  return refusalsOf(answers).map((refusal, index) => {
    if (refusal) return refusal;
    if (mail && !mail.ok) return fateOf('MAIL', mail);
    const answer = rcpts[index];
    return answer && !answer.ok ? fateOf('RCPT', answer) : undefined;
  });
}

/**
 * Whether the message may follow: somebody was accepted, and, where the message is for all of them or for none, everybody was, here
 * and wherever else it is on its way. Those who were accepted for nothing then have a fate of their own.
 */
export async function mayFollow(
  sending: Sending,
  fates: readonly (Fate | undefined)[],
): Promise<{ readonly ok: true } | { readonly ok: false; readonly fates: Fate[] }> {
  const refused = fates.filter((fate) => fate !== undefined);
  const held: Fate = {
    // For now where waiting can still change it, for good where somebody is refused for good.
    state: refused.some(({ state }) => state === 'failed') ? 'failed' : 'deferred',
    reason: 'not-all-accepted',
    step: 'RCPT',
  };
  const everybody = sending.together ? await sending.together(refused.length === 0) : true;
  if (everybody && refused.length < fates.length) return { ok: true };
  return { ok: false, fates: fates.map((fate) => fate ?? held) };
}
