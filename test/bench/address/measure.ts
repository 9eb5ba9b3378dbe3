/**
 * One process that measures one subject at one job and prints what it found, a line of JSON for each figure. Started by bench.ts, so that no
 * subject runs on a heap or on code that another one has shaped.
 */
import { hostile } from '../../core/address/hostile.ts';
import { isEmailRows } from '../../core/address/is-email.ts';
import { type RoutedRow, routedRows } from '../../core/address/routed.ts';
import { median } from '../text-table.ts';
import { field, list, singles } from './inputs.ts';
import { type Mailbox, type Subject, subjects } from './subjects.ts';

const [job = '', name = '', what = '', quick = ''] = process.argv.slice(2);
const subject = await subjects[name]?.load();
if (!subject) throw new Error(`no subject ${name}`);
const scale = quick ? 0.3 : 1;

export interface Rate {
  readonly perSecond: number;
  /** How many of the inputs it takes for an address. */
  readonly accepted: number;
}
export interface ListTime {
  readonly ms: number;
  readonly count: number;
  readonly expected: number;
}
export interface HostileTime {
  readonly size: number;
  readonly ms?: number;
  readonly failed?: string;
}
export interface Answers {
  readonly smtp: number;
  readonly header: number;
  readonly routesRight: number;
  readonly hops: number;
  readonly malformedRefused: number;
}
export interface KeyTimes {
  readonly median: number;
  readonly worst: number;
}

/** Where a result stays, so that none is for nothing. */
let lastKey: unknown;

const print = (value: Rate | ListTime | HostileTime | Answers | KeyTimes) =>
  console.log(JSON.stringify(value));

const jobs: Readonly<Record<string, (subject: Subject) => void>> = {
  rate: (one) => print(rate(one, singles(what))),
  list: (one) => print(listTime(one, what)),
  hostile: (one) => hostileTimes(one, what),
  answers: (one) => print(answers(one)),
  keys: (one) => keyTimes(one, what),
};
/** Passes over all inputs, every result kept until the pass has been read; the median rate of seven samples. */
function rate({ one, read, accepts }: Subject, inputs: readonly string[]): Rate {
  const kept: unknown[] = new Array(inputs.length).fill(undefined);
  let expected: number | undefined;
  const pass = () => {
    for (let i = 0; i < inputs.length; i++) kept[i] = one(inputs[i] ?? '');
    let sum = 0;
    for (const result of kept) sum += read(result);
    expected ??= sum;
    if (sum !== expected) throw new Error(`${name} answers ${what} differently the second time`);
  };
  const sample = (ms: number) => {
    const began = performance.now();
    let passes = 0;
    let took = 0;
    do {
      pass();
      passes++;
      took = performance.now() - began;
    } while (took < ms);
    return (passes * inputs.length * 1000) / took;
  };
  // The compiler needs its time, however quick the run.
  sample(500);
  const rates = Array.from({ length: 7 }, () => sample(200 * scale));
  return { perSecond: median(rates), accepted: inputs.filter((input) => accepts(one(input))).length };
}

/**
 * One list of 1 MiB: the median of up to 30 readings. The first third is left out where there are many: a process that has just
 * started still sizes its heap and compiles, and who reads lists does not start anew for each.
 */
function listTime({ many, count, read }: Subject, kind: string): ListTime {
  if (!many || !count) throw new Error(`${name} reads no lists`);
  const { text, count: expected } = list(kind);
  const taken: number[] = [];
  let found = 0;
  const until = performance.now() + 6000 * scale;
  do {
    const began = performance.now();
    const result = many(text);
    const sum = read(result);
    taken.push(performance.now() - began);
    found = sum > 0 ? count(result) : 0;
  } while (taken.length < 30 && performance.now() < until);
  return { ms: median(taken.slice(Math.floor(taken.length / 3))), count: found, expected };
}

/** One shape at three sizes, each the fastest of some readings, five at least: a growth is looked for, and noise only adds. */
function hostileTimes({ one, many = one, read }: Subject, shape: string): void {
  for (const size of [1000, 10_000, 100_000]) {
    const text = Buffer.from(hostile[shape]?.(size) ?? '').toString();
    try {
      let ms = Number.POSITIVE_INFINITY;
      // The small one runs often, so that all sizes meet compiled code.
      const until = performance.now() + 150;
      for (let count = 0; count < 5 || performance.now() < until; count++) {
        const began = performance.now();
        read(many(text));
        ms = Math.min(ms, performance.now() - began);
      }
      print({ size, ms });
    } catch (error) {
      print({ size, failed: error instanceof RangeError ? 'stack overflow' : String(error) });
    }
  }
}

const isRight = ({ hops, mailbox }: RoutedRow, found: Mailbox | undefined): boolean => {
  const [local, domain] = mailbox ?? [];
  // Some keep the quotes, some take them off; some give A-labels, some what stood there. Either is right.
  const accepted = [`${local}@${domain}`, `"${local}"@${domain}`].map((text) => text.toLowerCase());
  if (!found || !accepted.includes(inAscii(found.address).toLowerCase())) return false;
  return found.hops === undefined || found.hops.join() === hops.join();
};

const inAscii = (address: string): string => {
  const at = address.lastIndexOf('@') + 1;
  const domain = address.slice(at);
  return /[^\0-\x7f]/.test(domain) ? address.slice(0, at) + new URL(`http://${domain}`).hostname : address;
};

function answers({ one, accepts, mailbox }: Subject): Answers {
  const takes = (text: string) => accepts(one(text));
  const emails = isEmailRows();
  const valid = ['VALID', 'DNSWARN', 'RFC5321'];
  const routes = routedRows.filter(({ hops }) => hops.length > 0);
  return {
    smtp: emails.filter((row) => takes(row.address) === valid.includes(row.category)).length,
    header: emails.filter((row) => takes(row.address) === (row.category !== 'ERR')).length,
    routesRight: routes.filter((row) => takes(row.address) && isRight(row, mailbox?.(one(row.address))))
      .length,
    hops: routes.filter((row) => mailbox?.(one(row.address))?.hops?.length).length,
    malformedRefused: routedRows.filter((row) => row.validIn === 'neither' && !takes(row.address)).length,
  };
}

/** The hundredth recipient of a field, key by key, again and again. */
function keyTimes({ typing }: Subject, how: string): void {
  const { before, typed } = field();
  const taken: number[] = [];
  for (let round = 0; round < 60 * scale; round++) {
    const press = typing?.(before)[how];
    if (!press) throw new Error(`${name} has no ${how}`);
    for (const key of typed) {
      const began = performance.now();
      lastKey = press(key);
      taken.push(performance.now() - began);
    }
  }
  if (lastKey === undefined) throw new Error(`${how} gives nothing`);
  const steady = taken.slice(taken.length >> 2).sort((a, b) => a - b);
  print({ median: median(steady), worst: steady[Math.floor(steady.length * 0.99)] ?? Number.NaN });
}

jobs[job]?.(subject);
