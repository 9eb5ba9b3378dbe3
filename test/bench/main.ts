/**
 * `npm run bench -- NAME [PART...] [--quick]`: Waypost beside its peers, each in a process of its own, on the same inputs. No test looks at
 * a time; this is where times are looked at. `--quick` is for a busy machine: it shows the shape of things, not figures to quote.
 */
import { addressParts, benchAddress } from './address/bench.ts';
import { benchContent, contentParts } from './content/bench.ts';
import { benchOutbox, outboxParts } from './outbox/bench.ts';
import { benchSend, sendParts } from './send/bench.ts';

interface Bench {
  readonly parts: readonly string[];
  readonly run: (parts: readonly string[], options: { readonly quick: boolean }) => Promise<void>;
}

const benches: Readonly<Record<string, Bench>> = {
  address: { parts: addressParts, run: benchAddress },
  content: { parts: contentParts, run: benchContent },
  outbox: { parts: outboxParts, run: benchOutbox },
  send: { parts: sendParts, run: benchSend },
};

const [name = '', ...parts] = process.argv.slice(2).filter((argument) => argument !== '--quick');
const bench = benches[name];
if (bench && parts.every((part) => bench.parts.includes(part))) {
  await bench.run(parts.length > 0 ? parts : bench.parts, { quick: process.argv.includes('--quick') });
} else {
  console.error('usage: npm run bench -- NAME [PART...] [--quick]');
  for (const [known, { parts: all }] of Object.entries(benches))
    console.error(`  ${known}: ${all.join(' ')}`);
  process.exitCode = 64;
}
