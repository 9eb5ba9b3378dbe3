/**
 * Who is measured. Each subject reads a text and gives back what its package gives; `read` then touches every value of that, so that
 * nothing can be left out or put off.
 */
import type { Profile } from '../../../src/core/address/profile.ts';
import { type Engine, loadEngine } from './bundle.ts';

export interface Mailbox {
  /** As the package hands it back. */
  readonly address: string;
  readonly hops?: readonly string[];
}

export interface Subject {
  /** One address; what came of it. */
  readonly one: (text: string) => unknown;
  /** Touches all of a result of `one` or `many` and sums it up. */
  readonly read: (result: unknown) => number;
  /** Whether the result of `one` says: this is an address. */
  readonly accepts: (result: unknown) => boolean;
  /** The one mailbox of a result, for those that give one. */
  readonly mailbox?: (result: unknown) => Mailbox | undefined;
  /** A whole list, for those that read lists. */
  readonly many?: (text: string) => unknown;
  /** What can be done at each key in a field that begins with a text; the key is typed at its end. */
  readonly typing?: (before: string) => Readonly<Record<string, (key: string) => unknown>>;
  /** How many recipients a result of `many` holds. */
  readonly count?: (result: unknown) => number;
}

interface About {
  /** `parser`: gives the parts. `validator`: says yes or no. */
  readonly kind: 'waypost' | 'parser' | 'validator';
  /** Reads lists, too. */
  readonly lists?: true;
  readonly load: () => Promise<Subject>;
}

export const subjects: Readonly<Record<string, About>> = {
  'Waypost smtp': { kind: 'waypost', load: () => waypost('smtp') },
  'Waypost header': { kind: 'waypost', lists: true, load: () => waypost('header') },
  'Waypost input': { kind: 'waypost', lists: true, load: () => waypost('input') },
  nodemailer: { kind: 'parser', lists: true, load: nodemailer },
  'postal-mime': { kind: 'parser', lists: true, load: postalMime },
  'email-addresses': { kind: 'parser', lists: true, load: emailAddresses },
  'address-rfc2821': { kind: 'parser', load: rfc2821 },
  'address-rfc2822': { kind: 'parser', lists: true, load: rfc2822 },
  isemail: { kind: 'validator', load: isemail },
  validator: { kind: 'validator', load: validator },
  zod: { kind: 'validator', load: zod },
  'ajv-formats': { kind: 'validator', load: ajv },
};

type Parsed = ReturnType<Engine['parseRecipients']>;

async function waypost(profile: Profile): Promise<Subject> {
  const { edited, fieldOf, nodeIdna, parsedField, parseRecipients, withLookAlikes } = await loadEngine();
  const options = { profile, idna: withLookAlikes(nodeIdna) };
  const parse = (text: string) => parseRecipients(text, options);
  const recipients = (result: unknown) => (result as Parsed).recipients;
  return {
    one: parse,
    read: (result) => readWaypost(result as Parsed),
    accepts: (result) => (result as Parsed).ok && recipients(result).length === 1,
    mailbox(result) {
      const [one] = recipients(result);
      return (
        one && {
          address: `${one.localPart.value}@${one.domain?.ascii}`,
          hops: one.hops.map(({ ascii }) => ascii),
        }
      );
    },
    ...(profile === 'smtp'
      ? {}
      : {
          many: parse,
          count: (result) => recipients(result).length,
          typing(before) {
            let field = fieldOf(before, options);
            let text = before;
            const edit = (key: string) => {
              const end = field.text.length;
              field = edited(field, { start: end, end }, key);
              return field;
            };
            return {
              'the field edited': (key) => edit(key).entries.at(-1),
              'edited, and put together': (key) => parsedField(edit(key)),
              'all read anew': (key) => {
                text += key;
                return parse(text);
              },
            };
          },
        }),
  };
}

/** Lengths, not offsets: their sum stays a small integer, as those of the peers do, and nothing is allocated by reading. */
function readWaypost({ ok, recipients, issues }: Parsed): number {
  let sum = ok ? 1 : 0;
  for (const { start, end, displayName, form, hops, localPart, domain } of recipients) {
    sum += end - start + (displayName?.length ?? 0) + form.length;
    sum += localPart.end - localPart.start + localPart.raw.length + localPart.value.length;
    if (localPart.quoted) sum++;
    for (const hop of hops) sum += readDomain(hop);
    if (domain) sum += readDomain(domain);
  }
  for (const { code, severity, start, end, fix, fixAt, words } of issues) {
    sum += code.length + severity.length + end - start;
    if (fix) sum += fix.length;
    if (fixAt) sum += fixAt.end - fixAt.start;
    if (words) for (const key in words) sum += (words[key] ?? '').length;
  }
  return sum;
}

type Host = Parsed['recipients'][number]['hops'][number];

const readDomain = ({ kind, start, end, raw, ascii, unicode }: Host): number =>
  kind.length + end - start + raw.length + ascii.length + unicode.length;

/** Both of them give back a tree of `{ name, address }` and `{ name, group }`. */
interface Entry {
  readonly name?: string | undefined;
  readonly address?: string | undefined;
  readonly group?: readonly Entry[] | undefined;
}

const readEntries = (entries: readonly Entry[]): number =>
  entries.reduce(
    (sum, { name, address, group }) =>
      sum + (name?.length ?? 0) + (address?.length ?? 0) + (group ? readEntries(group) : 0),
    0,
  );

const countEntries = (entries: readonly Entry[]): number =>
  entries.reduce(
    (sum, { address, group }) => sum + (group ? countEntries(group) : address?.includes('@') ? 1 : 0),
    0,
  );

function entryParser(parse: (text: string) => readonly Entry[]): Subject {
  return {
    one: parse,
    read: (result) => readEntries(result as readonly Entry[]),
    accepts(result) {
      const [first, second] = result as readonly Entry[];
      return second === undefined && first?.address?.includes('@') === true;
    },
    mailbox: (result) => ({ address: (result as readonly Entry[])[0]?.address ?? '' }),
    many: parse,
    count: (result) => countEntries(result as readonly Entry[]),
  };
}

async function nodemailer(): Promise<Subject> {
  const { default: addressparser } = await import('nodemailer/lib/addressparser/index.js');
  return entryParser((text) => addressparser(text));
}

async function postalMime(): Promise<Subject> {
  const { addressParser } = await import('postal-mime');
  return entryParser((text) => addressParser(text));
}

/** Entries, or null for a text that it refuses. */
async function emailAddresses(): Promise<Subject> {
  const { default: parser } = await import('email-addresses');
  const entries = (result: unknown) =>
    (result ?? []) as readonly { address?: string; name?: string | null }[];
  return {
    one: (text) => parser.parseOneAddress(text),
    read: (result) =>
      Array.isArray(result)
        ? entries(result).reduce((sum, one) => sum + (one.address?.length ?? 0) + (one.name?.length ?? 0), 0)
        : ((result as { address?: string } | null)?.address?.length ?? 0),
    accepts: (result) => result !== null,
    mailbox: (result) => ({ address: (result as { address?: string } | null)?.address ?? '' }),
    many: (text) => parser.parseAddressList(text),
    count: (result) => entries(result).length,
  };
}

/** It throws at what it refuses; the bench takes that as its answer. */
function throwing<T>(parse: (text: string) => T): (text: string) => T | undefined {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      // A stack that overflows is no answer.
      if (error instanceof RangeError) throw error;
      return undefined;
    }
  };
}

async function rfc2821(): Promise<Subject> {
  const { Address } = await import('address-rfc2821');
  type Result = InstanceType<typeof Address> | undefined;
  return {
    one: throwing((text) => new Address(text)),
    read: (result) => ((result as Result)?.user?.length ?? 0) + ((result as Result)?.host?.length ?? 0),
    accepts: (result) => result !== undefined,
    mailbox: (result) => ({ address: `${(result as Result)?.user}@${(result as Result)?.host}` }),
  };
}

async function rfc2822(): Promise<Subject> {
  const { default: parser } = await import('address-rfc2822');
  type Result = ReturnType<typeof parser.parse> | undefined;
  const parse = throwing((text) => parser.parse(text));
  return {
    one: parse,
    read: (result) =>
      (result as Result)?.reduce(
        (sum, { phrase, address, comment }) => sum + phrase.length + address.length + comment.length,
        0,
      ) ?? 0,
    accepts: (result) => (result as Result)?.length === 1,
    mailbox: (result) => ({ address: (result as Result)?.[0]?.address ?? '' }),
    many: parse,
    count: (result) => (result as Result)?.length ?? 0,
  };
}

const yesOrNo = (one: (text: string) => boolean): Subject => ({
  one,
  read: (result) => (result === true ? 1 : 0),
  accepts: (result) => result === true,
});

async function isemail(): Promise<Subject> {
  const { default: checker } = await import('isemail');
  return yesOrNo((text) => checker.validate(text));
}

async function validator(): Promise<Subject> {
  const { default: checker } = await import('validator');
  return yesOrNo((text) => checker.isEmail(text));
}

async function zod(): Promise<Subject> {
  const { z } = await import('zod');
  const schema = z.email();
  return yesOrNo((text) => schema.safeParse(text).success);
}

/** ajv runs this one regular expression for `format: "email"`. */
async function ajv(): Promise<Subject> {
  const { fullFormats } = await import('ajv-formats/dist/formats.js');
  const { email } = fullFormats;
  if (!(email instanceof RegExp)) throw new Error('ajv-formats keeps its regular expression elsewhere now');
  return yesOrNo((text) => email.test(text));
}
