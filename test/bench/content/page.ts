/** A page as heavy as a large webmail's, that never stops changing; and a server for it on loopback. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const blocks = 83;
const rows = 25;
const cells = 12;

const row = (name: string): string =>
  `<div class="row">${Array.from({ length: cells }, (_, cell) => `<span>${name}.${cell}</span>`).join('')}</div>`;
const block = (name: string): string =>
  `<section>${Array.from({ length: rows }, (_, index) => row(`${name}.${index}`)).join('')}</section>`;

/** 27,000 elements, some fields among them, and no composer. Laid out in blocks, as those that large webmails can be shown at all. */
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>
<style>section { contain: strict; height: 500px; overflow: hidden } .row { display: flex; height: 20px } span { width: 80px } .hot { color: #123 }
form { position: fixed; inset: 0 auto auto 0; background: #fff }</style>
<input type="search" name="q"><input type="checkbox">
<main>${Array.from({ length: blocks }, (_, index) => block(String(index))).join('')}</main>
<script>${script()}</script>`;

/** What the bench calls in the page. */
function script(): string {
  return `
  const blocks = document.querySelector('main').children;
  // Each in a task of its own, with frames between them, as timers and answers of a server come.
  storm = (tasks, at, what) => new Promise((done) => {
    let task = 0;
    const step = () => {
      const block = blocks[task % blocks.length];
      const row = document.createElement('div');
      row.className = 'row';
      for (let cell = 0; cell < ${cells}; cell++) row.append(document.createElement('span'));
      row.lastChild.textContent = String(task);
      block.prepend(row);
      block.lastElementChild.remove();
      block.children[task % ${rows}].classList.toggle('hot');
      if (task === at) what();
      if (++task < tasks) setTimeout(step); else requestAnimationFrame(() => setTimeout(done));
    };
    step();
  });
  compose = (kind, recipients) => {
    const made = document.createElement('div');
    made.innerHTML = kind === 'text'
      ? '<form id="compose" data-waypost-demo><input id="to"><input id="cc"><input id="bcc"><input id="subject"><textarea id="body"></textarea><button id="send" type="button">Send</button></form>'
      : '<div id="compose-content"><form name="form"><div id="compose_to"><textarea id="_to" name="_to" data-recipient-input hidden></textarea><ul class="recipient-input"><li class="input"><input id="typed"></li></ul></div><input id="compose-subject"><textarea id="composebody"></textarea><button class="send" type="button">Send</button></form></div>';
    if (kind === 'text') made.querySelector('#to').value = recipients.join(', ') + (recipients.length > 0 ? ', ' : '');
    else for (const one of recipients) {
      const li = document.createElement('li');
      li.className = 'recipient';
      li.innerHTML = '<span class="name"></span><span class="email"></span><a class="button icon remove"></a>';
      li.firstChild.textContent = one;
      li.children[1].textContent = ',';
      made.querySelector('li.input').before(li);
    }
    document.body.append(made);
    globalThis.composedAt ??= Date.now();
    performance.mark('composed');
  };
  // Our marks are children of the root element.
  new MutationObserver((records) => {
    if (records.some(({ addedNodes }) => [...addedNodes].some((node) => node.hasAttribute?.('data-waypost-mark'))))
      globalThis.markedAt ??= Date.now();
  }).observe(document.documentElement, { childList: true });`;
}

export async function servePage(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(html),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => server.close(),
  };
}
