/** The demo's webmail: a small, strict mail program on http://127.0.0.1, such as Waypost meets in the wild. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Language, languageFor } from '../core/words/phrase.ts';
import { writeLetter } from './mail-text.ts';
import type { Mailbox } from './maildir.ts';
import { transact } from './smtp-client.ts';
import { type Compose, emptyCompose, type Faults, icon, pagesFor, style } from './webmail-pages.ts';
import { takeRecipients } from './webmail-recipients.ts';

export interface WebmailOptions {
  /** Whose inboxes it shows. */
  readonly mailboxes: readonly Mailbox[];
  /** The addresses that one may write from. */
  readonly senders: readonly string[];
  /** Where it submits: the port on 127.0.0.1, and its own name for EHLO. */
  readonly submission: { readonly port: number; readonly as: string };
  readonly signal: AbortSignal;
}

export interface Webmail {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Settles when everything is closed. */
  readonly closed: Promise<void>;
}

const maxForm = 1024 * 1024;

/** Listens on a port of the system's choice until the signal ends it. */
export async function startWebmail(options: WebmailOptions): Promise<Webmail> {
  let origin = '';
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const addresses = options.mailboxes.map(({ address }) => address);
    const pages = pagesFor(languageOf(request), addresses);
    const url = new URL(request.url ?? '/', origin);
    // Another site must reach this server neither by a name of its own (DNS rebinding) nor by a form of its own.
    const foreign =
      `http://${request.headers.host}` !== origin ||
      (request.method === 'POST' && request.headers.origin !== origin);
    if (foreign) return reply(response, 403, 'text/plain', 'This server answers its own pages only.\n');

    if (request.method === 'POST' && url.pathname === '/send') {
      const form = await formOf(request);
      if (!form) return reply(response, 413, 'text/plain', 'Too large.\n');
      const result = await send(form, pages);
      if ('sent' in result) return reply(response, 200, 'text/html', pages.sent(result.sent));
      return reply(
        response,
        result.faults.form ? 502 : 422,
        'text/html',
        pages.compose(form, result.faults, options.senders),
      );
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return reply(response, 405, 'text/plain', 'GET only.\n');

    const [first = '', address = '', id, view, ...rest] = url.pathname.slice(1).split('/').map(decodePart);
    if (first === '') return reply(response, 302, 'text/plain', '', { location: '/compose' });
    if (first === 'compose')
      return reply(response, 200, 'text/html', pages.compose(emptyCompose, {}, options.senders));
    if (first === 'style.css') return reply(response, 200, 'text/css', style);
    if (first === 'icon.svg') return reply(response, 200, 'image/svg+xml', icon);
    const mailbox = first === 'mail' ? options.mailboxes.find((one) => one.address === address) : undefined;
    if (mailbox && id === undefined)
      return reply(response, 200, 'text/html', pages.list(address, await mailbox.list()));
    const message = mailbox && rest.length === 0 ? await mailbox.read(id ?? '') : undefined;
    if (message && view === undefined)
      return reply(response, 200, 'text/html', pages.message(address, message));
    if (message && view === 'source')
      return reply(response, 200, 'text/html', pages.source(address, message));
    return reply(response, 404, 'text/html', pages.notFound());
  }

  async function send(
    form: Compose,
    pages: ReturnType<typeof pagesFor>,
  ): Promise<{ sent: readonly string[] } | { faults: Faults }> {
    const taken = { to: takeRecipients(form.to), cc: takeRecipients(form.cc), bcc: takeRecipients(form.bcc) };
    const faults: Faults = {};
    for (const name of ['to', 'cc', 'bcc'] as const) {
      if (taken[name].invalid.length > 0) faults[name] = pages.faultFor(taken[name].invalid);
    }
    const paths = [...new Set([...taken.to.addresses, ...taken.cc.addresses, ...taken.bcc.addresses])];
    if (paths.length === 0 && Object.keys(faults).length === 0) faults.to = pages.noRecipient();
    const from = options.senders.find((address) => address === form.from);
    if (!from) faults.form = pages.invalidSender(form.from);
    if (!from || Object.keys(faults).length > 0) return { faults };

    const octets = writeLetter({
      from,
      to: taken.to.addresses,
      cc: taken.cc.addresses,
      subject: form.subject,
      text: form.body,
    });
    const outcomes = await transact(
      { address: '127.0.0.1', ...options.submission, reversePath: from, paths, octets, body: '7BIT' },
      options.signal,
    );
    const refused = outcomes.filter(({ ok }) => !ok).map(({ path, reply }) => `${path}: ${reply}`);
    if (refused.length > 0) return { faults: { form: pages.refused(refused.join('; ')) } };
    return { sent: outcomes.map(({ path, reply }) => `${path}: ${reply}`) };
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  origin = `http://127.0.0.1:${bound.port}`;
  const closed = once(server, 'close').then(() => {});
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  if (options.signal.aborted) stop();
  else options.signal.addEventListener('abort', stop, { once: true });
  return { origin, closed };
}

function reply(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(text);
}

async function formOf(request: IncomingMessage): Promise<Compose | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxForm) return undefined;
    chunks.push(chunk);
  }
  const values = new URLSearchParams(Buffer.concat(chunks).toString());
  const oneLine = (name: keyof Compose) => (values.get(name) ?? '').replace(/[\r\n]+/g, ' ');
  return {
    from: oneLine('from'),
    to: oneLine('to'),
    cc: oneLine('cc'),
    bcc: oneLine('bcc'),
    subject: oneLine('subject'),
    body: values.get('body') ?? '',
  };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function languageOf(request: IncomingMessage): Language {
  return languageFor(request.headers['accept-language']);
}
