/** The host's own configuration file. No page can read or change it. */
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { nameServer } from './dns/name-servers.ts';
import { isNetwork } from './dns/networks.ts';

const oneLine = v.pipe(v.string(), v.regex(/^[^\r\n\0]*$/));

const mailbox = v.pipe(oneLine, v.regex(/^[^\s<>]+@[^\s<>@]+$/));
const server = v.pipe(oneLine, v.regex(/^[^\s/@]+$/));

const loginSchema = v.union([
  v.strictObject({ user: oneLine, passwordCommand: oneLine, token: v.optional(v.boolean()) }),
  v.strictObject({ user: oneLine, passwordFile: oneLine, token: v.optional(v.boolean()) }),
]);
/** Who we are at a server, and where the secret is: a command that prints it, or a 0600 file. `token`: it is one of OAuth 2. */
export type Login = v.InferOutput<typeof loginSchema>;

/** How a message leaves this host. Each but `direct` hands it to a mail system whose queue owns it from then on. */
const waySchema = v.variant('by', [
  /** To the next hop of each recipient: its MX, or the first hop of its route. */
  v.strictObject({ by: v.literal('direct') }),
  /** Submission (RFC 6409) to an own relay or a provider: `mail.example.org:587`. */
  v.strictObject({ by: v.literal('relay'), server, login: v.optional(loginSchema) }),
  /** The sendmail(1) of this machine: Postfix, Exim, OpenSMTPD, dma, msmtp...; /usr/sbin/sendmail unless given. */
  v.strictObject({
    by: v.literal('sendmail'),
    command: v.optional(v.pipe(oneLine, v.regex(/^[/\\]|^[A-Za-z]:/))),
  }),
  /** LMTP (RFC 2033): `localhost:24`, or the path of a socket. */
  v.strictObject({ by: v.literal('lmtp'), server: v.pipe(oneLine, v.minLength(1)) }),
]);
export type Way = v.InferOutput<typeof waySchema>;

/**
 * What is done with a message that is maybe sent: the person is asked, or it is sent once more, under its old Message-ID, so that most
 * systems show it once. Whatever comes of that, they are asked then.
 */
const maybeSent = v.optional(v.picklist(['ask', 'resend']));

const identitySchema = v.strictObject({
  /** The mailbox of From and of the reverse-path. */
  address: mailbox,
  name: v.optional(oneLine),
  /** How this host introduces itself: a domain, or an address literal in brackets. */
  ehlo: v.pipe(oneLine, v.regex(/^[^\s]+$/)),
  /** The reverse-path, where bounces are to go elsewhere than to From. */
  sender: v.optional(mailbox),
  /** Tried in this order, for each recipient, until one takes it. */
  ways: v.optional(v.pipe(v.array(waySchema), v.minLength(1))),
  /** Before what `outbox.maybeSent` says for all. */
  maybeSent,
});

export const configSchema = v.strictObject({
  identities: v.array(identitySchema),
  /** A DNS server, `127.0.0.1:5353`, instead of the system's. */
  dns: v.optional(
    v.pipe(
      oneLine,
      v.check((text) => nameServer(text) !== undefined, 'not an address with or without a port'),
    ),
  ),
  /** The resolver validates DNSSEC, and nobody can change its answers on the way here. Of one on loopback that is taken for granted. */
  trustDns: v.optional(v.boolean()),
  /** SMTP port by MX host name; 25 for the rest. */
  ports: v.optional(
    v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535))),
    {},
  ),
  /** Private or loopback networks to which a name may lead: `127.0.0.0/8`. */
  networks: v.optional(v.array(v.pipe(v.string(), v.check(isNetwork, 'not a network'))), []),
  outbox: v.optional(
    v.strictObject({
      /** New recipients an hour, 60 unless given: Waypost is no bulk mailer. */
      recipientsPerHour: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      /** Days for which the text of a message is kept after the last thing that happened to it; 7 unless given. */
      keepDays: v.optional(v.pipe(v.number(), v.minValue(0))),
      /** Ask unless given. */
      maybeSent,
    }),
  ),
});
export type Config = v.InferOutput<typeof configSchema>;
export type Identity = Config['identities'][number];

export const emptyConfig: Config = { identities: [], ports: {}, networks: [] };

export type ReadConfig =
  | { readonly ok: true; readonly config: Config; readonly found: boolean }
  | { readonly ok: false; readonly detail: string };

/** A missing file is an empty configuration; a broken one is said, never ignored. */
export function readConfig(file: string): ReadConfig {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT'
      ? { ok: true, config: emptyConfig, found: false }
      : { ok: false, detail: message };
  }
  try {
    const result = v.safeParse(configSchema, JSON.parse(text));
    if (result.success) return { ok: true, config: result.output, found: true };
    return {
      ok: false,
      detail: result.issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`).join('; '),
    };
  } catch (error) {
    return { ok: false, detail: (error as Error).message };
  }
}

/** Whole or not at all: written beside and renamed. */
export function writeConfig(file: string, config: Config): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.${process.pid}.new`;
  writeFileSync(beside, `${JSON.stringify(config, undefined, 2)}\n`, { mode: 0o600 });
  chmodSync(beside, 0o600);
  renameSync(beside, file);
}

/** Addresses are compared as mail does: the domain without regard to case, the local part exactly (RFC 5321 §2.4). */
export function identityFor(config: Config, address: string): Identity | undefined {
  return config.identities.find((identity) => sameMailbox(identity.address, address));
}

/** The outbox's settings, each with its default. */
export function outboxSettings({ outbox }: Config): { recipientsPerHour: number; keepDays: number } {
  return { recipientsPerHour: outbox?.recipientsPerHour ?? 60, keepDays: outbox?.keepDays ?? 7 };
}

/** Of whoever sends under this reverse-path; direct alone where the configuration knows nobody. */
export function waysOf(config: Config, sender: string): readonly Way[] {
  return senderIn(config, sender)?.ways ?? [{ by: 'direct' }];
}

/** Whether a message of this reverse-path that is maybe sent is sent once more without asking. */
export function resendsMaybeSent(config: Config, sender: string): boolean {
  return (senderIn(config, sender)?.maybeSent ?? config.outbox?.maybeSent) === 'resend';
}

function senderIn(config: Config, sender: string): Identity | undefined {
  return (
    config.identities.find((each) => each.sender !== undefined && sameMailbox(each.sender, sender)) ??
    identityFor(config, sender)
  );
}

export function sameMailbox(a: string, b: string): boolean {
  const folded = (text: string) => {
    const at = text.lastIndexOf('@');
    return text.slice(0, at) + text.slice(at).toLowerCase();
  };
  return folded(a) === folded(b);
}
