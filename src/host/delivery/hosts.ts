/**
 * What was learned of mail servers in earlier attempts. It is advice: losing it costs a round trip or a question, so a file that can't be
 * read or written is as good as none.
 */
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { HostFact, HostMemory } from '../smtp/host-memory.ts';

const day = 86_400_000;
/** How long a fact is believed, in milliseconds: servers are repaired, and encryption is rarely taken away on purpose. */
const lifetimes: Readonly<Record<HostFact, number>> = { 'breaks-chunking': 7 * day, encrypts: 365 * day };
/** Hosts that are remembered; beyond them the oldest are forgotten. */
const hostCap = 2000;

const schema = v.record(v.string(), v.record(v.string(), v.number()));
type Facts = v.InferOutput<typeof schema>;

/** In `hosts.json` of the directory. `now`: milliseconds of the epoch. */
export function hostMemoryIn(directory: string, now: () => number = Date.now): HostMemory {
  const file = join(directory, 'hosts.json');
  const read = (): Facts => {
    try {
      const parsed = v.safeParse(schema, JSON.parse(readFileSync(file, 'utf8')));
      return parsed.success ? parsed.output : {};
    } catch {
      return {};
    }
  };
  const known = (facts: Facts, host: string, fact: HostFact): boolean => {
    const since = Object.hasOwn(facts, host) ? facts[host]?.[fact] : undefined;
    return since !== undefined && Math.abs(now() - since) < lifetimes[fact];
  };
  return {
    knows: (host, fact) => known(read(), host, fact),
    note(host, fact) {
      const facts = read();
      const since = Object.hasOwn(facts, host) ? facts[host]?.[fact] : undefined;
      // Written at most once a day, not at each message.
      if (since !== undefined && Math.abs(now() - since) < day) return;
      const entries = Object.entries({ ...facts, [host]: { ...facts[host], [fact]: now() } });
      entries.sort(([, a], [, b]) => Math.max(...Object.values(b)) - Math.max(...Object.values(a)));
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        const beside = `${file}.${process.pid}.new`;
        writeFileSync(beside, JSON.stringify(Object.fromEntries(entries.slice(0, hostCap))), { mode: 0o600 });
        chmodSync(beside, 0o600);
        renameSync(beside, file);
      } catch {
        // Next time then.
      }
    },
  };
}
