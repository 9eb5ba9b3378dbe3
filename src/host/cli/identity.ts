/** `waypost identity`: who may send, under which names, and by which ways. Only here: no page can make one. */
import { Argument, Command, Option } from 'commander';
import { outboxWords } from '../../core/words/outbox.ts';
import { say } from '../../core/words/phrase.ts';
import { type Config, type Identity, readConfig, sameMailbox, type Way, writeConfig } from '../config.ts';
import { readPath } from '../delivery/plan.ts';
import { placesFor } from '../places.ts';
import { defaultEhlo, ehloName } from '../smtp/own-name.ts';
import { exitCodes, type Io } from './io.ts';

/** `Name <mailbox>` or `mailbox`; undefined for anything else, and for a mailbox with a route: every bounce would go astray. */
export function readMailbox(text: string): { address: string; name?: string } | undefined {
  const match = /^(?:([^<>\r\n]*?)\s*<([^<>\s]+)>|([^<>\s]+))$/.exec(text.trim());
  const written = match?.[2] ?? match?.[3] ?? '';
  const name = match?.[1]?.replace(/^"(.*)"$/, '$1');
  const path = readPath(written);
  if (!path.ok || path.value.nextHop === undefined || written.startsWith('@')) return undefined;
  return { address: path.value.mailbox, ...(name ? { name } : {}) };
}

/** The configuration with this identity added, or what is known of it renewed. */
export function withIdentity(
  config: Config,
  { address, ...given }: { address: string } & Partial<Identity>,
): Config {
  const known = config.identities.find((each) => sameMailbox(each.address, address));
  const renewed: Identity = { ...known, ...given, address, ehlo: given.ehlo ?? known?.ehlo ?? defaultEhlo() };
  return { ...config, identities: [...config.identities.filter((each) => each !== known), renewed] };
}

/** `direct`, `relay:host:port`, `sendmail`, `sendmail:/path`, `lmtp:host:port`, `lmtp:/path`; undefined for anything else. */
export function readWay(text: string): Way | undefined {
  const [, by, rest] = /^(\w+)(?::(.+))?$/.exec(text) ?? [];
  const isServer = rest !== undefined && /^(\[[\w.:]+\]|[\w.-]+)(:\d{1,5})?$/.test(rest);
  if (by === 'direct' && rest === undefined) return { by };
  if (by === 'relay' && isServer) return { by, server: rest };
  if (by === 'sendmail')
    return rest === undefined ? { by } : rest.startsWith('/') ? { by, command: rest } : undefined;
  if (by === 'lmtp' && rest !== undefined && (isServer || rest.startsWith('/'))) return { by, server: rest };
  return undefined;
}

const wayText = (way: Way): string => {
  if (way.by === 'direct') return way.by;
  const to = way.by === 'sendmail' ? way.command : way.server;
  return to === undefined ? way.by : `${way.by}:${to}`;
};

export function identityCommand(io: Io): Command {
  const word = (key: keyof typeof outboxWords, words: Readonly<Record<string, string | number>> = {}) =>
    say(outboxWords[key], io.language, words);
  const file = placesFor(io.env).config;
  const json = () => new Option('--json', word('json'));
  const refuse = (text: string, code: number = exitCodes.usage) => {
    io.stderr(`${text}\n`);
    io.exit(code);
  };
  const change = (make: (config: Config) => Config | undefined, asJson: boolean) => {
    const read = readConfig(file);
    if (!read.ok) return refuse(word('config-broken', { detail: read.detail }), exitCodes.refused);
    const config = make(read.config);
    if (config === undefined) return undefined;
    try {
      if (config !== read.config) writeConfig(file, config);
    } catch (error) {
      return refuse(word('config-broken', { detail: (error as Error).message }), exitCodes.refused);
    }
    if (asJson) io.stdout(`${JSON.stringify(config.identities)}\n`);
    else if (config.identities.length === 0) io.stdout(`${word('identity.none')}\n`);
    else for (const identity of config.identities) io.stdout(`${identityText(identity, io)}\n`);
    return undefined;
  };

  const command = new Command('identity')
    .helpCommand(false)
    .addHelpText('after', `\n${word('identity.after')}`);
  command
    .command('list', { isDefault: true })
    .description(word('identity.list'))
    .addOption(json())
    .action((options: { json?: true }) => change((config) => config, options.json === true));
  command
    .command('add')
    .description(word('identity.add'))
    .addArgument(new Argument('<mailbox>', word('identity.mailbox')))
    .addOption(new Option('--ehlo <name>', word('identity.ehlo')))
    .addOption(new Option('--sender <mailbox>', word('identity.sender')))
    .addOption(
      new Option('--way <way>', word('identity.way')).argParser(
        (way: string, before: readonly string[] = []) => [...before, way],
      ),
    )
    .addOption(json())
    .action((text: string, options: { ehlo?: string; sender?: string; way?: string[]; json?: true }) => {
      const mailbox = readMailbox(text);
      if (!mailbox) return refuse(word('unusable', { what: text }));
      const ehlo = options.ehlo === undefined ? undefined : ehloName(options.ehlo);
      if (options.ehlo !== undefined && ehlo === undefined)
        return refuse(word('unusable', { what: `--ehlo ${options.ehlo}` }));
      const sender = options.sender === undefined ? undefined : readMailbox(options.sender)?.address;
      if (options.sender !== undefined && sender === undefined)
        return refuse(word('unusable', { what: `--sender ${options.sender}` }));
      const ways = options.way?.map(readWay);
      const bad = ways?.indexOf(undefined) ?? -1;
      if (bad >= 0) return refuse(word('unusable', { what: `--way ${options.way?.[bad]}` }));
      const given = {
        ...mailbox,
        ...(ehlo !== undefined && { ehlo }),
        ...(sender !== undefined && { sender }),
        ...(ways && { ways: ways.filter((way) => way !== undefined) }),
      };
      return change((config) => withIdentity(config, given), options.json === true);
    });
  command
    .command('remove')
    .description(word('identity.remove'))
    .addArgument(new Argument('<mailbox>', word('identity.mailbox')))
    .addOption(json())
    .action((text: string, options: { json?: true }) =>
      change((config) => {
        const address = text.replace(/^<(.*)>$/, '$1');
        const identities = config.identities.filter((each) => !sameMailbox(each.address, address));
        if (identities.length < config.identities.length) return { ...config, identities };
        refuse(word('identity.unknown', { mailbox: address }));
        return undefined;
      }, options.json === true),
    );
  return command;
}

/** `A <a@client.test>  EHLO client.test  direct, relay:mail.example.org:587` */
function identityText({ address, name, ehlo, sender, ways }: Identity, io: Io): string {
  const parts = [
    name === undefined ? `<${address}>` : `${name} <${address}>`,
    `EHLO ${ehlo}`,
    ...(sender === undefined ? [] : [`MAIL FROM:<${sender}>`]),
    say(outboxWords['identity.ways'], io.language, {
      ways: (ways ?? [{ by: 'direct' as const }]).map(wayText).join(', '),
    }),
  ];
  return parts.join('  ');
}
