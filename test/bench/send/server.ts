/** The server of each mode; says `up`, and `accepted SECONDS` (CLOCK_MONOTONIC) as it answers the end of a message. */
import { selfSigned } from '../../host/certificate.ts';
import { fakeServer } from '../../host/fake-server.ts';
import { modes, serverAddress } from './subjects.ts';

const tls = selfSigned('server.test');
for (const { port, extensions } of Object.values(modes)) {
  await fakeServer(
    {
      extensions: [...extensions, '8BITMIME', 'SIZE 52428800'],
      tls,
      onMessage: () => (peer) => {
        const time = process.hrtime.bigint();
        peer.write('250 2.0.0 taken\r\n');
        process.stdout.write(`accepted ${Number(time) / 1e9}\n`);
      },
    },
    { host: serverAddress, port },
  );
}
process.stdout.write('up\n');
