/**
 * The little of the extension API that a content script may use, as the browser itself gives it: without the polyfill, which would
 * weigh as much as all the rest. Both browsers answer with promises.
 */
export interface ContentRuntime {
  /** Gone once the extension was updated, reloaded or removed: this script is an orphan then. */
  readonly id?: string;
  sendMessage(message: unknown): Promise<unknown>;
  readonly onMessage: {
    addListener(listener: Listener): void;
    removeListener(listener: Listener): void;
  };
}

/** Returning true promises a later `respond`; a returned promise is not understood everywhere. */
export type Listener = (
  message: unknown,
  sender: { readonly id?: string; readonly tab?: unknown },
  respond: (answer: unknown) => void,
) => boolean | undefined;

const scope = globalThis as {
  browser?: { runtime?: ContentRuntime };
  chrome?: { runtime?: ContentRuntime };
};

export const runtime: ContentRuntime | undefined = scope.browser?.runtime ?? scope.chrome?.runtime;

/** The extension that started this script is still there. */
export function alive(): boolean {
  try {
    return runtime?.id !== undefined;
  } catch {
    return false;
  }
}
