/** What runs in a web page besides the page: the isolated worlds of extensions, told apart by their origin. */
import type { Browser } from '../../src/demo/browser.ts';
import { targets } from '../../src/demo/cdp.ts';
import { CdpSession } from '../../src/demo/cdp-session.ts';

export interface PageContexts {
  readonly session: CdpSession;
  /** Context ids of worlds that belong to Waypost. */
  readonly waypost: readonly number[];
}

/** Attaches to the tab with this address. The caller closes the session. */
export async function pageContexts(browser: Browser, url: string): Promise<PageContexts> {
  const target = (await targets(browser.port)).find((one) => one.type === 'page' && one.url === url);
  if (!target) throw new Error(`no tab at ${url}`);
  const session = await CdpSession.connect(target.webSocketDebuggerUrl);
  const waypost: number[] = [];
  session.onEvent((method, params) => {
    if (method !== 'Runtime.executionContextCreated') return;
    const { context } = params as { context: { id: number; origin: string } };
    if (context.origin === `chrome-extension://${browser.extensionId}`) waypost.push(context.id);
  });
  // All contexts that exist are told before this is answered.
  await session.send('Runtime.enable');
  return { session, waypost };
}
