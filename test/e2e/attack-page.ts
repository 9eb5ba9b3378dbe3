/** A page that attacks Waypost with all that a page has, and keeps a log of everything that it could learn. Evaluated in the page. */

/** @param urls files of the extension that the page tries to reach */
export const attackPage = (
  urls: readonly string[],
): string => `<!doctype html><meta charset="utf-8"><title>attack</title>
<style>* { animation-duration: 9s !important }</style><main></main><script>
const before = new Set(Object.getOwnPropertyNames(window));
const log = { added: {}, removed: {}, attributes: new Set(), events: new Set(), messages: [], errors: [], reached: {} };
const sent = [];
const own = new WeakSet();
const nameOf = (node) => node === window ? 'window' : node === document ? 'document' : node.nodeName.toLowerCase() +
  [...(node.attributes ?? [])].filter(({ name }) => name !== 'style').map(({ name, value }) => '[' + name + '=' + value + ']').join('');
new MutationObserver((records) => {
  for (const { type, target, addedNodes, removedNodes, attributeName } of records) {
    if (type === 'attributes' && !own.has(target)) log.attributes.add(nameOf(target) + ' ' + attributeName);
    for (const node of addedNodes) if (!own.has(node)) log.added[nameOf(node)] = (log.added[nameOf(node)] ?? 0) + 1;
    for (const node of removedNodes) if (!own.has(node)) log.removed[nameOf(node)] = (log.removed[nameOf(node)] ?? 0) + 1;
  }
}).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
// Everything that a window can be told, and what else an extension might say.
// The first frame comes when it comes ("pagereveal").
for (const type of [...Object.keys(window).filter((key) => key.startsWith('on') && key !== 'onpagereveal').map((key) => key.slice(2)), 'focusin', 'focusout', 'waypost:takeover']) {
  addEventListener(type, (event) => {
    if (event.isTrusted || !mine.has(event)) log.events.add([type, event.isTrusted, nameOf(event.target)].join(' '));
  }, true);
}
const mine = new WeakSet();
const tell = (target, event) => { mine.add(event); target.dispatchEvent(event); };
addEventListener('message', ({ origin, data }) => log.messages.push([origin, data === probe ? 'its own' : data]));
addEventListener('error', ({ message }) => message && log.errors.push(message));
const probe = 'probe';
const make = (html) => {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  for (const node of [holder, ...holder.querySelectorAll('*')]) own.add(node);
  document.querySelector('main').append(holder);
  return holder;
};

/** Composers that are none, each with a route in it. */
const fake = () => {
  const route = '@s1.test,@s2.test:user@dest.test';
  for (const form of [
    '<form id="compose" data-waypost-demo><input id="to"><input id="cc"><input id="bcc"><input id="subject"><textarea id="body"></textarea><button id="send" type="button">Send</button></form>',
    '<form id="compose" data-waypost-demo dir="rtl"><input id="to"><button id="send" type="button">Send</button></form>',
    '<form name="compose"><input id="to" name="send_to"><input id="subject"><textarea id="body"></textarea><input type="submit" name="send1"></form>',
    '<form id="compose" data-waypost-demo style="opacity:0;position:fixed"><input id="to" autofocus></form>',
  ]) {
    const holder = make(form);
    holder.querySelector('#to').value = route;
    const form0 = holder.querySelector('form');
    form0.addEventListener('submit', (event) => { event.preventDefault(); sent.push('submit'); });
    holder.querySelector('button')?.addEventListener('click', (event) => sent.push(event.isTrusted ? 'trusted' : 'untrusted'));
  }
};

const flood = (changes) => new Promise((done) => {
  let left = changes;
  const step = () => {
    const input = document.createElement('input');
    input.id = 'to';
    own.add(input);
    const main = document.querySelector('main');
    main.append(input);
    input.className = 'x' + left;
    input.remove();
    if (--left > 0) setTimeout(step); else done();
  };
  step();
});

const hosts = () => [...document.documentElement.children].filter((node) => !['HEAD', 'BODY'].includes(node.nodeName));

/** Clicks, keys, and whatever else a page can dispatch, at everything that is not its own. */
const press = () => {
  for (const target of [...hosts(), document.activeElement, document, window]) {
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick'])
      tell(target, new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, clientX: 700, clientY: 300 }));
    for (const key of ['Enter', ' ', 'Escape', 'Tab'])
      for (const type of ['keydown', 'keypress', 'keyup'])
        tell(target, new KeyboardEvent(type, { key, bubbles: true, composed: true, cancelable: true }));
    for (const type of ['animationstart', 'close', 'cancel', 'toggle', 'submit', 'focusin', 'paste'])
      tell(target, new Event(type, { bubbles: true, composed: true, cancelable: true }));
  }
  for (const host of hosts()) { host.click?.(); host.focus?.(); }
};

/** The panel below something of the page, which invites a click. */
const overlay = () => {
  const dialog = make('<dialog style="width:100vw;height:100vh;max-width:none;max-height:none;opacity:.01">Press here</dialog>').firstChild;
  dialog.showModal();
  const popover = make('<div popover="manual" style="inset:0;width:100vw;height:100vh;opacity:.01">Press here</div>').firstChild;
  popover.showPopover();
  return () => { popover.remove(); dialog.remove(); };
};

const speak = async (id) => {
  for (const type of ['state', 'read', 'insert', 'permission-removed', 'sent-directly', 'second-stage', 'open-builder', 'hello', 'list', 'send'])
    postMessage(probe, '*'), postMessage({ type, to: 'background', call: type, with: [1] }, location.origin);
  for (const type of ['waypost:takeover', 'waypost:stop', 'waypost']) tell(document, new CustomEvent(type, { detail: { stop: true } }));
  const said = [];
  const { runtime } = globalThis.chrome ?? {};
  said.push(typeof runtime);
  try { said.push(await runtime.sendMessage(id, { type: 'hello' })); } catch (error) { said.push(error.name); }
  try { runtime.connect(id, { name: 'host' }); said.push('connected'); } catch (error) { said.push(error.name); }
  return said;
};

/** By every way in which a page loads something. */
const reach = async (urls) => {
  const wait = (node, url) => new Promise((done) => {
    own.add(node);
    node.onload = () => done('loaded');
    node.onerror = () => done('refused');
    setTimeout(() => done('nothing'), 3000);
    node[node.localName === 'link' ? 'href' : 'src'] = url;
    document.querySelector('main').append(node);
  });
  for (const url of urls) {
    log.reached[url] = await Promise.all([
      fetch(url).then(() => 'loaded', () => 'refused'),
      import(url).then(() => 'loaded', () => 'refused'),
      ...['script', 'img', 'link'].map((name) => wait(Object.assign(document.createElement(name), name === 'link' ? { rel: 'stylesheet' } : {}), url)),
      new Promise((done) => {
        const frame = document.createElement('iframe');
        own.add(frame);
        frame.style.cssText = 'position:fixed;left:-9999px';
        frame.src = url;
        frame.onload = () => {
          let seen = 'another origin';
          try { seen = frame.contentDocument?.body ? 'reads it' : seen; } catch {}
          done(seen);
        };
        document.querySelector('main').append(frame);
        setTimeout(() => done('nothing'), 3000);
      }),
    ]);
  }
};

// What lies beneath a pointer that rests is said anew whenever the browser has time to look.
const hovers = /^(?:(?:mouse|pointer)(?:over|out|enter|leave|move)|pointerrawupdate) /;
const report = () => ({
  ...log,
  attributes: [...log.attributes].sort(),
  events: [...log.events].filter((event) => !hovers.test(event)).sort(),
  // Messages that the page posted to itself come back; nothing else may.
  messages: log.messages.map((one) => JSON.stringify(one)).sort(),
  globals: Object.getOwnPropertyNames(window).filter((name) => !before.has(name) && !/^\\d+$/.test(name) && !declared.includes(name)),
  shadows: hosts().map((host) => [nameOf(host), host.shadowRoot, host.childNodes.length]),
  resources: performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith(location.origin)).sort(),
  sent,
});
const declared = ['log', 'sent', 'own', 'nameOf', 'mine', 'tell', 'probe', 'make', 'fake', 'flood', 'hosts', 'press', 'overlay', 'speak', 'reach', 'hovers', 'report'];
const urls = ${JSON.stringify(urls)};
</script>`;
