/** `two-by-waypost.ts PORT FILE`: two messages, one after the other, in one session. */
import { readFileSync } from 'node:fs';
import { openSession } from '../../../src/host/smtp/session.ts';
import { standardTimeouts as timeouts } from '../../../src/host/smtp/timeouts.ts';
import { transact } from '../../../src/host/smtp/transaction.ts';
import { transcriptTo } from '../../../src/host/smtp/transcript.ts';
import { from, serverAddress, to } from './subjects.ts';

const [port = '', file = ''] = process.argv.slice(2);
const transcript = transcriptTo(() => {}, 'en');
const endpoint = { name: serverAddress, address: serverAddress, port: Number(port) };
const { signal } = new AbortController();
const opened = await openSession(endpoint, { ehlo: 'client.test', timeouts, transcript, signal });
if (!opened.ok) throw new Error(`no session: ${opened.stop.step}`);
const octets = readFileSync(file);
for (let sent = 0; sent < 2; sent++) {
  const options = { transcript, release: () => true, dataTimeout: timeouts.data };
  const [result] = await transact(opened.session, { from, paths: [to] }, octets, options);
  if (result?.state !== 'sent') throw new Error(`not sent: ${result?.step}`);
}
opened.session.connection.quit();
