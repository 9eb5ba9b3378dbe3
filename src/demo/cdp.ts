/**
 * A small client of the Chrome DevTools Protocol for what Playwright does not show: the real popup, and every other page
 * of the extension, driven with real input events and found by role and accessible name, as assistive technology does.
 */
import { nodesNamed, outlineOf } from './accessibility.ts';
import { CdpSession, evaluateIn, type Params } from './cdp-session.ts';
import { keyEvents, type Modifier, textRoles } from './keyboard.ts';

export interface Target {
  readonly id: string;
  readonly type: string;
  readonly url: string;
  readonly title: string;
  readonly webSocketDebuggerUrl: string;
}

/** All targets of the browser that listens for DevTools on this port of 127.0.0.1. */
export async function targets(port: number): Promise<readonly Target[]> {
  const response = await fetch(`http://127.0.0.1:${port}/json/list`);
  return (await response.json()) as readonly Target[];
}

/** The first target that matches; asks again every 50 ms and rejects after `timeout` milliseconds. */
export async function waitForTarget(
  port: number,
  matches: (target: Target) => boolean,
  timeout = 15_000,
  what = 'target',
): Promise<Target> {
  const found = await until(async () => (await targets(port)).find(matches), timeout, `no ${what} appeared`);
  return found;
}

/** Calls `look` every 50 ms until it gives something; rejects with `complaint` after `timeout` milliseconds. */
export async function until<T>(
  look: () => T | undefined | false | null | Promise<T | undefined | false | null>,
  timeout: number,
  complaint: string | (() => string | Promise<string>),
): Promise<T> {
  const end = performance.now() + timeout;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false && found !== null) return found as T;
    if (performance.now() > end)
      throw new Error(typeof complaint === 'string' ? complaint : await complaint());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A page of the extension. Names match whole when they are strings, anywhere when they are regular expressions. */
export class CdpPage {
  readonly session: CdpSession;
  readonly target: Target;
  /** What the page logged as errors, and its uncaught exceptions: none is good. */
  readonly errors: string[] = [];

  private constructor(session: CdpSession, target: Target) {
    this.session = session;
    this.target = target;
    session.onEvent((method, params) => {
      if (method === 'Runtime.exceptionThrown') {
        const { exceptionDetails } = params as {
          exceptionDetails: { text: string; exception?: { description?: string } };
        };
        this.errors.push(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      if (method === 'Runtime.consoleAPICalled' && params['type'] === 'error') {
        const { args } = params as { args: readonly { value?: unknown; description?: string }[] };
        this.errors.push(args.map((arg) => String(arg.value ?? arg.description)).join(' '));
      }
    });
  }

  static async attach(target: Target): Promise<CdpPage> {
    const session = await CdpSession.connect(target.webSocketDebuggerUrl);
    const page = new CdpPage(session, target);
    await Promise.all([
      session.send('Runtime.enable'),
      session.send('Page.enable'),
      session.send('DOM.enable'),
    ]);
    await session.send('Accessibility.enable');
    return page;
  }

  get closed(): Promise<void> {
    return this.session.closed;
  }

  /** The value of a JavaScript expression, by JSON; promises are awaited. */
  evaluate<T = unknown>(expression: string): Promise<T> {
    return evaluateIn<T>(this.session, expression);
  }

  /** `prefers-color-scheme`, as if the system's. */
  async emulateColorScheme(scheme: 'light' | 'dark'): Promise<void> {
    await this.session.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: scheme }],
    });
  }

  /** Acts as the page of the focused window does, also where the machine has no windows. */
  async emulateFocus(): Promise<void> {
    await this.session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  }

  /** Visible text of the whole page. */
  text(): Promise<string> {
    return this.evaluate<string>('document.body?.innerText ?? ""');
  }

  /** Waits until the visible text matches; gives the match. */
  async waitForText(pattern: RegExp, timeout = 15_000): Promise<RegExpExecArray> {
    return until(
      async () => pattern.exec(await this.text()),
      timeout,
      async () =>
        `“${pattern}” did not appear; the page says:\n${await this.text().catch(() => '(it is gone)')}`,
    );
  }

  /** Elements by role and accessible name: their DevTools node ids, in document order. */
  all(role: string | readonly string[], name?: string | RegExp): Promise<readonly number[]> {
    return nodesNamed(this.session, role, name);
  }

  /** Waits for the first such element. */
  find(role: string | readonly string[], name?: string | RegExp, timeout = 10_000): Promise<number> {
    return until(
      async () => (await this.all(role, name))[0],
      timeout,
      async () =>
        `no ${[role].flat().join(' or ')} “${name}”; the page has:\n${await this.outline().catch(() => '(it is gone)')}`,
    );
  }

  /** Roles and names of everything, one a line: what to read when something was not found. */
  outline(): Promise<string> {
    return outlineOf(this.session);
  }

  /** Waits until the element can be pressed; gives it. */
  async ready(role: string, name?: string | RegExp, timeout = 10_000): Promise<number> {
    const node = await this.find(role, name, timeout);
    const enabled = 'function () { return !this.matches(":disabled, [aria-disabled=true]"); }';
    await until(
      () => this.#call<boolean>(node, enabled),
      timeout,
      () => `${role} “${name}” stays disabled`,
    );
    return node;
  }

  /** Presses the middle of the element with real mouse events, once it is enabled. */
  async click(role: string, name?: string | RegExp, timeout = 10_000): Promise<void> {
    await this.#press(await this.ready(role, name, timeout));
  }

  async #press(node: number): Promise<void> {
    await this.session.send('DOM.scrollIntoViewIfNeeded', { backendNodeId: node });
    const point = await this.#middle(node);
    const mouse = (type: string, more: Params = {}) =>
      this.session.send('Input.dispatchMouseEvent', {
        type,
        ...point,
        button: 'left',
        clickCount: 1,
        ...more,
      });
    await mouse('mouseMoved', { button: 'none', clickCount: 0 });
    await mouse('mousePressed', { buttons: 1 });
    // The page may close itself on the press; then there is nobody to answer.
    await mouse('mouseReleased').catch(() => {});
  }

  async #middle(node: number): Promise<{ x: number; y: number }> {
    const { quads } = (await this.session.send('DOM.getContentQuads', { backendNodeId: node })) as {
      quads: readonly number[][];
    };
    const [x1 = 0, y1 = 0, , , x2 = 0, y2 = 0] = quads[0] ?? [];
    return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  }

  async #call<T>(node: number, declaration: string): Promise<T> {
    const { object } = (await this.session.send('DOM.resolveNode', { backendNodeId: node })) as {
      object: { objectId: string };
    };
    const { result } = (await this.session.send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration: declaration,
      returnByValue: true,
    })) as { result: { value: T } };
    return result.value;
  }

  /** Focuses the text field of that name, empties it and types. */
  async fill(name: string | RegExp, text: string): Promise<void> {
    const node = await this.find(textRoles, name);
    await this.session.send('DOM.focus', { backendNodeId: node });
    await this.#call(node, 'function () { this.select?.(); }');
    await this.type(text);
  }

  /** Types into what has the focus; a whole text arrives as one input, as from an input method or a paste. */
  async type(text: string): Promise<void> {
    await this.session.send('Input.insertText', { text });
  }

  /** One key, such as `Enter`, `Tab`, `ArrowUp` or `a`, with modifiers held. */
  async press(key: string, ...modifiers: readonly Modifier[]): Promise<void> {
    const [down, up] = keyEvents(key, modifiers);
    await this.session.send('Input.dispatchKeyEvent', down);
    await this.session.send('Input.dispatchKeyEvent', up).catch(() => {});
  }

  /** PNG of what is visible, or of the whole page; `scale` 2 for sharp pictures. */
  async screenshot(options: { readonly whole?: boolean; readonly scale?: number } = {}): Promise<Buffer> {
    const size = await this.evaluate<{ width: number; height: number }>(
      options.whole
        ? '({ width: document.documentElement.clientWidth, height: Math.max(document.documentElement.scrollHeight, innerHeight) })'
        : '({ width: innerWidth, height: innerHeight })',
    );
    const { data } = (await this.session.send('Page.captureScreenshot', {
      format: 'png',
      captureBeyondViewport: options.whole ?? false,
      clip: { x: 0, y: 0, ...size, scale: options.scale ?? 1 },
    })) as { data: string };
    return Buffer.from(data, 'base64');
  }

  /** Closes the page. */
  async close(): Promise<void> {
    await this.session.send('Page.close').catch(() => {});
    await this.session.closed;
  }
}
