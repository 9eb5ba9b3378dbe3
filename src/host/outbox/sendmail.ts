/** Handing a message to the sendmail(1) of this machine, the interface that every MTA and relay client has (LSB, "sendmail"). */
import type { Outcome } from '../../core/bridge/protocol.ts';
import type { DeliverOptions, Delivery } from '../delivery/deliver.ts';
import { transcriptTo } from '../smtp/transcript.ts';
import { type Ended, runMailProgram } from './mail-program.ts';
import { type WholeFile, wholeFile } from './whole-file.ts';

export interface HandoverOptions extends DeliverOptions {
  /** The directory of the store: the message lies there while the program reads it. */
  readonly folder: string;
}

type Fate = Pick<Outcome, 'state' | 'reason' | 'reply'>;

/** One process for all paths: it takes them all or none. Ends when it has ended, or nobody waits for it any more. */
export async function handToSendmail(
  command: string,
  { from, paths: wanted, octets }: Delivery,
  options: HandoverOptions,
): Promise<void> {
  const transcript = transcriptTo(options.onLine, options.language).of(command);
  const paths = await options.onStart(wanted);
  if (paths.length === 0) return;
  // `-i`: a dot alone ends nothing. `--`: what follows is an address, whatever it begins with.
  const args = ['-i', '-f', from === '' ? '<>' : from, '--', ...new Set(paths.map(argument))];
  transcript.note('handing-over', { command: [command, ...args].join(' ') });
  const fate = await hand(octets, options, () => options.onRelease(paths), command, args);
  if (fate.reply) for (const line of fate.reply.split('\n')) transcript.said('in', false, line);
  options.onOutcomes(paths.map((path) => ({ path, ...fate, server: command, step: 'handover' })));
}

/**
 * For sendmail(1) the end of its input is the end of the message, so it may never meet one that is not: it reads a file that was whole
 * before, and goes on reading that should we die. From its start on it may deliver.
 */
async function hand(
  octets: Buffer,
  { folder, timeouts, signal }: HandoverOptions,
  release: () => boolean | Promise<boolean>,
  command: string,
  args: readonly string[],
): Promise<Fate> {
  let file: WholeFile;
  try {
    // The local convention for text is a line feed; the MTA makes CRLF of it again.
    file = wholeFile(folder, Buffer.from(octets.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'));
  } catch (error) {
    return { state: 'deferred', reason: 'no-copy', reply: (error as Error).message };
  }
  using input = file;
  if (signal.aborted || !(await release()) || signal.aborted) return { state: 'deferred', reason: 'stopped' };
  const fate = fateOf(await runMailProgram(command, args, { fd: input.fd, patience: timeouts.end, signal }));
  // Confined by AppArmor it may be given nothing in place of a file (file_inherit), and take that for the message; or it is /bin/true.
  return fate.state === 'sent' && input.hasRest()
    ? { ...fate, state: 'maybe-sent', reason: 'not-read' }
    : fate;
}

/** sysexits.h EX_OSERR, EX_CANTCREAT and EX_TEMPFAIL: this machine can't now, or invites to try again. */
const notNow = [71, 73, 75];
/** EX_IOERR and EX_PROTOCOL: also what msmtp ends with where no answer came to the last octet, or one that is none. */
const unknown = [74, 76];
/** Over this a shell says which signal ended what it ran (POSIX, Shell Command Language 2.8.2), and ssh that its connection broke. */
const bySignal = 128;

/** What the released message came to: whoever may have read it whole, and gives no answer to rely on, may have sent it. */
function fateOf({ started, code, said }: Ended): Fate {
  const about = said === '' ? {} : { reply: said };
  if (!started) return { state: 'deferred', reason: 'no-program', ...about };
  if (code === 0) return { state: 'sent', ...about };
  if (code === undefined || code > bySignal || unknown.includes(code))
    return { state: 'maybe-sent', reason: 'no-answer-after-data', ...about };
  if (notNow.includes(code)) return { state: 'deferred', reason: 'try-later', ...about };
  return { state: 'failed', reason: 'handover-failed', reply: said || `exit ${code}` };
}

/** RFC 5322 §4.4: a route stands in angle brackets; without them its commas would part it into several recipients. */
const argument = (path: string): string => (path.startsWith('@') ? `<${path}>` : path);
