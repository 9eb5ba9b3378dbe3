/** A server that takes everything and keeps nothing, on loopback, in a process of its own. Prints its port. */
import { createServer } from 'node:net';

const server = createServer({ noDelay: true }, (socket) => {
  let data = false;
  let rest = '';
  socket.on('error', () => {}).write('220 sink.test ESMTP\r\n');
  socket.on('data', (octets) => {
    rest += octets.toString('latin1');
    let answer = '';
    for (;;) {
      const end = rest.indexOf(data ? '\r\n.\r\n' : '\r\n');
      if (end < 0) break;
      const line = rest.slice(0, end);
      rest = rest.slice(end + (data ? 5 : 2));
      if (data) answer += '250 taken\r\n';
      else if (line.startsWith('EHLO')) answer += '250-sink.test\r\n250-PIPELINING\r\n250 8BITMIME\r\n';
      else if (line === 'DATA') answer += '354 go\r\n';
      else answer += line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n';
      data = !data && line === 'DATA';
    }
    if (answer !== '') socket.write(answer);
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as { port: number }).port));
process.on('disconnect', () => process.exit());
