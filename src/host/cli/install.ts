/** `waypost install` */
import { Command, Option } from 'commander';
import { type CliWord, cliWords } from '../../core/words/cli.ts';
import { say } from '../../core/words/phrase.ts';
import { type Config, readConfig, writeConfig } from '../config.ts';
import { type Installation, install } from '../native/install.ts';
import { placesFor } from '../places.ts';
import { ehloName } from '../smtp/own-name.ts';
import { type BrowserOptions, chosenBrowsers, withBrowserOptions } from './browser-option.ts';
import { readMailbox, withIdentity } from './identity.ts';
import { exitCodes, type Io } from './io.ts';

interface Options extends BrowserOptions {
  readonly service?: true;
  readonly identity?: string;
  readonly ehlo?: string;
}

export function installCommand(io: Io): Command {
  const word = (key: CliWord, words: Readonly<Record<string, string | number>> = {}) =>
    say(cliWords[key], io.language, words);
  return withBrowserOptions(new Command('install'), io)
    .addOption(new Option('--identity <mailbox>', word('install.identity')))
    .addOption(new Option('--ehlo <name>', word('install.ehlo')))
    .addOption(new Option('--service', word('install.service')))
    .action((options: Options) => {
      const end = (code: number, text: string) => {
        io.stderr(`${text}\n`);
        io.exit(code);
      };
      const places = placesFor(io.env);
      const { browsers, unknown } = chosenBrowsers(options, io.env);
      if (unknown !== undefined) return end(exitCodes.usage, word('browser.unknown', { name: unknown }));
      const read = readConfig(places.config);
      if (!read.ok)
        return end(
          exitCodes.refused,
          word('doctor.config-broken', { path: places.config, detail: read.detail }),
        );
      const config = changed(read.config, options);
      if (!config.ok) return end(exitCodes.usage, word(config.word, { what: config.what }));

      // A sandboxed browser is served only when it is named: it can't start programs of the host by itself.
      const served = browsers.filter(({ sandbox }) => !sandbox || options.browser);
      const profiles = options.userDataDir ?? [];
      let done: Installation;
      try {
        const service = options.service === true;
        done = install({ places, env: io.env, browsers: served, profiles, service });
        if (done.ok && config.config !== read.config) writeConfig(places.config, config.config);
      } catch (error) {
        return end(exitCodes.refused, word('install.files', { detail: (error as Error).message }));
      }
      if (!done.ok) return end(exitCodes.refused, word(`install.${done.reason}`, { detail: done.detail }));

      io.stdout(`${word('install.program', { path: places.program })}\n`);
      for (const { label, path } of done.manifests)
        io.stdout(`${word('install.manifest', { label, path })}\n`);
      if (done.service) {
        io.stdout(`${word('install.service-written', { path: done.service.path })}\n`);
        io.stdout(`${word('install.service-start', { command: done.service.start })}\n`);
      }
      if (done.manifests.length === 0) io.stdout(`${word('doctor.no-browser')}\n`);
      const { identities } = config.config;
      for (const { address, ehlo } of identities) io.stdout(`${word('install.sender', { address, ehlo })}\n`);
      if (identities.length === 0) io.stdout(`${word('doctor.no-identity', { path: places.config })}\n`);
      return undefined;
    });
}

type Changed =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly word: CliWord; readonly what: string };

/** The configuration with the identity added or renewed; the same object when nothing was asked. */
function changed(config: Config, options: Options): Changed {
  const { identity } = options;
  const ehlo = options.ehlo === undefined ? undefined : ehloName(options.ehlo);
  if (options.ehlo !== undefined && ehlo === undefined)
    return { ok: false, word: 'usage.invalid-argument', what: `--ehlo ${options.ehlo}` };
  if (identity === undefined) {
    if (ehlo === undefined) return { ok: true, config };
    return {
      ok: true,
      config: { ...config, identities: config.identities.map((each) => ({ ...each, ehlo })) },
    };
  }
  const mailbox = readMailbox(identity);
  if (mailbox === undefined) return { ok: false, word: 'install.bad-identity', what: identity };
  return { ok: true, config: withIdentity(config, { ...mailbox, ...(ehlo !== undefined && { ehlo }) }) };
}
