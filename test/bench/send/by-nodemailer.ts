/** `by-nodemailer.ts PORT FILE COUNT`: sends a message so many times, by one connection. */
import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import { from, serverAddress, to } from './subjects.ts';

const [port = '', file = '', count = '1'] = process.argv.slice(2);
const transport = createTransport({
  host: serverAddress,
  port: Number(port),
  name: 'client.test',
  pool: true,
  maxConnections: 1,
  tls: { rejectUnauthorized: false },
});
const raw = readFileSync(file);
for (let sent = 0; sent < Number(count); sent++) await transport.sendMail({ envelope: { from, to }, raw });
transport.close();
