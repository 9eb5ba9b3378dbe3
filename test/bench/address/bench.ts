/** The address engine beside its peers: what each answers, and how fast. Prints plain tables. */
import { cpus, loadavg } from 'node:os';
import { hostile } from '../../core/address/hostile.ts';
import { routedRows } from '../../core/address/routed.ts';
import { duration, median, textTable, times, whole } from '../text-table.ts';
import { bundleEngine } from './bundle.ts';
import { listNames, singleNames, singles } from './inputs.ts';
import type { Answers, HostileTime, KeyTimes, ListTime, Rate } from './measure.ts';
import { measure } from './process.ts';
import { subjects } from './subjects.ts';

const names = Object.keys(subjects);
const isOurs = (name: string): boolean => subjects[name]?.kind === 'waypost';
const ours = names.filter(isOurs);
const peers = names.filter((name) => !isOurs(name));
/** Those that read lists; the others refuse the first comma. */
const listReaders = names.filter((name) => subjects[name]?.lists);

const parts: Readonly<Record<string, (quick: boolean) => Promise<void>>> = {
  answers: showAnswers,
  ...Object.fromEntries(singleNames.map((workload) => [workload, (quick) => showRates(workload, quick)])),
  lists: async (quick) => {
    for (const kind of listNames) await showLists(kind, quick);
  },
  keys: showKeys,
  hostile: showHostile,
};

export const addressParts = Object.keys(parts);

export async function benchAddress(
  wanted: readonly string[],
  { quick }: { readonly quick: boolean },
): Promise<void> {
  await bundleEngine();
  console.log(
    `Waypost's address engine beside its peers, Node ${process.versions.node}, ${cpus()[0]?.model}.`,
  );
  console.log(
    'Each subject runs in processes of its own, they take turns, and every result is kept and read.',
  );
  console.log(
    quick
      ? 'A quick run: good for the shape of things, not for figures to quote.'
      : `Each figure is the median of ${rounds(quick)} processes, each of which gives the median of its own readings.`,
  );
  const load = loadavg()[0] ?? 0;
  if (load > 1) console.log(`This machine is busy (load ${load.toFixed(1)}): look at ratios, not at rates.`);
  for (const part of wanted) await parts[part]?.(quick);
}

const rounds = (quick: boolean): number => (quick ? 1 : 3);
const flag = (quick: boolean): string => (quick ? 'quick' : '');

async function showAnswers(): Promise<void> {
  const routes = routedRows.filter(({ hops }) => hops.length > 0).length;
  const malformed = routedRows.filter(({ validIn }) => validIn === 'neither').length;
  const rows: string[][] = [];
  for (const name of names) {
    const [found] = await measure<Answers>(['answers', name], 60_000);
    if (!found) continue;
    const { smtp, header, routesRight, hops, malformedRefused } = found;
    rows.push([name, ...[smtp, header, routesRight, hops, malformedRefused].map(String)]);
  }
  section(
    'What they answer',
    'The 164 rows of is_email, right by the rules of an envelope and right by those of a header.',
    `Of ${routes} routes (12 for an envelope, the others for a header only): the right mailbox, and the hops.`,
    `Of ${malformed} malformed routes: refused. (What people type may lack its brackets: Waypost's "input" mends that.)`,
  );
  console.log(textTable(['', 'envelope', 'header', 'mailbox', 'hops', 'refused'], rows));
}

const titles: Readonly<Record<string, string>> = {
  simple: 'Simple addresses, such as anna.smith7@post.example',
  routed: 'Source routes of one to three hops, such as <@s1.test,@s2.test:user@dest.test>',
  'routed-ascii':
    'The same without the two that have international names, which a peer passes on as they are',
  'routed-table': 'The routed table of the tests: right, right in a header only, and malformed',
  is_email: 'The corpus of is_email: mostly odd, two fifths of it malformed',
};

async function showRates(workload: string, quick: boolean): Promise<void> {
  const found = new Map<string, Rate[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds(quick); round++) {
    for (const name of turned(names, round)) {
      found.get(name)?.push(...(await measure<Rate>(['rate', name, workload, flag(quick)], 60_000)));
    }
  }
  const rateOf = (name: string) => median((found.get(name) ?? []).map(({ perSecond }) => perSecond));
  const accepted = (name: string) => found.get(name)?.[0]?.accepted ?? 0;
  const versus = (name: string) =>
    accepted(name) === 0
      ? ['takes none of them']
      : ours.map((own) => (isOurs(name) ? '' : times(rateOf(own) / rateOf(name))));
  section(
    titles[workload] ?? workload,
    `Addresses a second, ${singles(workload).length} different ones; how many of those are taken; how many times as fast Waypost is.`,
  );
  console.log(
    textTable(
      ['', 'a second', 'taken', ...ours],
      names.map((name) => [name, whole(rateOf(name)), String(accepted(name)), ...versus(name)]),
    ),
  );
}

async function showLists(kind: string, quick: boolean): Promise<void> {
  // Without its quotes that comma is a fault in a header; only what people type may have it.
  const readers =
    kind === 'Last, First' ? listReaders.filter((name) => name !== 'Waypost header') : listReaders;
  const own = readers.filter(isOurs);
  const patience = quick ? 3000 : 40_000;
  const found = new Map<string, ListTime[]>(readers.map((name) => [name, []]));
  const late = new Set<string>();
  for (let round = 0; round < rounds(quick); round++) {
    for (const name of turned(readers, round)) {
      if (late.has(name)) continue;
      const [time] = await measure<ListTime>(['list', name, kind, flag(quick)], patience);
      if (time) found.get(name)?.push(time);
      else late.add(name);
    }
  }
  const msOf = (name: string) => median((found.get(name) ?? []).map(({ ms }) => ms));
  const rows = readers.map((name) => {
    const [first] = found.get(name) ?? [];
    if (late.has(name) || !first) return [name, `over ${duration(patience)}`];
    if (first.count !== first.expected) {
      return [name, duration(msOf(name)), `${whole(first.count)} of ${whole(first.expected)}`];
    }
    const versus = own.map((mine) => (isOurs(name) ? '' : times(msOf(name) / msOf(mine))));
    return [name, duration(msOf(name)), whole(first.count), ...versus];
  });
  section(
    `A list of 1 MiB: ${kind === 'simple' || kind === 'routed' ? kind : `${kind} <a@b>`}`,
    'Time for the whole list; recipients found; how many times as fast Waypost is.',
  );
  console.log(textTable(['', 'time', 'recipients', ...own], rows));
}

async function showKeys(quick: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const name of listReaders.filter(isOurs)) {
    for (const how of ['the field edited', 'edited, and put together', 'all read anew']) {
      const [found] = await measure<KeyTimes>(['keys', name, how, flag(quick)], 60_000);
      if (found) rows.push([`${name}, ${how}`, duration(found.median), duration(found.worst)]);
    }
  }
  section(
    'Typing the 100th recipient of a field',
    'Time for one key. Edited: only what changed is read again; put together: every recipient with its place in the field.',
  );
  console.log(textTable(['', 'median', '99 of 100 within'], rows));
}

async function showHostile(quick: boolean): Promise<void> {
  const beside = quick ? ['nodemailer'] : peers;
  section(
    'Hostile texts',
    'Time at 1,000, 10,000 and 100,000 characters, of the slowest Waypost profile; then the growth of each: the time for',
    'one character at 100,000 by that at 1,000. 1 is linear, 100 quadratic; what is a little above 1 goes to collecting garbage,',
    'for 100,000 commas are 100,000 findings.',
  );
  const rows: string[][] = [];
  for (const shape of Object.keys(hostile)) {
    const found = new Map<string, readonly HostileTime[]>();
    for (const name of [...ours, ...beside]) {
      found.set(name, await measure(['hostile', name, shape, flag(quick)], quick ? 3000 : 8000));
    }
    const at = (name: string, size: number) =>
      found.get(name)?.find((one) => one.size === size)?.ms ?? Number.NaN;
    const slowest = (size: number) => Math.max(...ours.map((name) => at(name, size)));
    const growth = (name: string) => at(name, 100_000) / at(name, 1000) / 100;
    const verdict = (name: string) =>
      found.get(name)?.find((one) => one.failed)?.failed ??
      (Number.isNaN(growth(name)) ? 'over 8 s' : growth(name).toFixed(1));
    rows.push([
      shape,
      ...[1000, 10_000, 100_000].map((size) => duration(slowest(size))),
      Math.max(...ours.map(growth)).toFixed(1),
      ...beside.map(verdict),
    ]);
  }
  console.log(textTable(['', '1,000', '10,000', '100,000', 'Waypost', ...beside], rows));
}

/** Who begins changes from round to round. */
function turned<T>(list: readonly T[], by: number): readonly T[] {
  const start = (by * 5) % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

function section(title: string, ...says: readonly string[]): void {
  console.log(`\n${title}\n${says.join('\n')}\n`);
}
