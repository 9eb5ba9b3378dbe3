/** Handing a message to the sendmail(1) of this machine, the interface that every MTA and relay client has (LSB, "sendmail"). */
import { spawn } from 'node:child_process';
import type { Outcome } from '../../core/bridge/protocol.ts';
import type { DeliverOptions, Delivery } from '../delivery/deliver.ts';
import { transcriptTo } from '../smtp/transcript.ts';

/** sysexits.h EX_TEMPFAIL: invited to try again. */
const tempFail = 75;
/** How much of what it says is kept, in UTF-16 units. */
const saidCap = 1000;

/** One process for all paths: it takes them all or none. Ends when it has ended. */
export async function handToSendmail(
  command: string,
  { from, paths: wanted, octets }: Delivery,
  options: DeliverOptions,
): Promise<void> {
  const { signal, onStart, onRelease, onOutcomes } = options;
  const transcript = transcriptTo(options.onLine, options.language).of(command);
  const paths = await onStart(wanted);
  if (paths.length === 0) return;
  // `-i`: a dot alone ends nothing. `--`: what follows is an address, whatever it begins with.
  const args = ['-i', '-f', from === '' ? '<>' : from, '--', ...new Set(paths.map(argument))];
  transcript.note('handing-over', { command: [command, ...args].join(' ') });
  const { promise, resolve } = Promise.withResolvers<void>();
  let done = false;
  const end = (outcome: Omit<Outcome, 'path'>) => {
    if (done) return;
    done = true;
    signal.removeEventListener('abort', stop);
    if (outcome.reply) for (const line of outcome.reply.split('\n')) transcript.said('in', false, line);
    onOutcomes(paths.map((path) => ({ path, ...outcome, server: command, step: 'handover' })));
    resolve();
  };
  let released = false;
  const stop = () =>
    end(
      released
        ? { state: 'maybe-sent', reason: 'no-answer-after-data' }
        : { state: 'deferred', reason: 'stopped' },
    );
  signal.addEventListener('abort', stop);

  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(0, saidCap);
    });
  child.stdin.on('error', () => {});
  child.once('error', (error: NodeJS.ErrnoException) =>
    end({ state: 'deferred', reason: 'no-program', reply: error.code ?? error.message }),
  );
  child.once('close', (code) => {
    const reply = said.trim();
    const about = reply === '' ? {} : { reply };
    if (code === 0 && released) end({ state: 'sent', ...about });
    // Killed, or ended without a word of what it did with a message that it may have read whole.
    else if (code === null || code === 0) stop();
    else if (code === tempFail) end({ state: 'deferred', reason: 'try-later', ...about });
    else end({ state: 'failed', reason: 'handover-failed', reply: reply || `exit ${code}` });
  });
  child.once('spawn', async () => {
    const may = !signal.aborted && (await onRelease(paths));
    released = may && !done;
    if (!released) {
      // Nothing of the message has reached it, so there is nothing that it could send.
      child.kill('SIGKILL');
      return;
    }
    // The local convention for text is a line feed; the MTA makes CRLF of it again.
    child.stdin.end(octets.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  });
  return promise;
}

/** RFC 5322 §4.4: a route stands in angle brackets; without them its commas would part it into several recipients. */
const argument = (path: string): string => (path.startsWith('@') ? `<${path}>` : path);
