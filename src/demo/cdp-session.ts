export type Params = Readonly<Record<string, unknown>>;
interface Incoming {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: Params;
  readonly error?: { readonly message: string };
}

/** One DevTools session over one WebSocket. */
export class CdpSession {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, PromiseWithResolvers<Params>>();
  readonly #listeners = new Set<(method: string, params: Params) => void>();
  /** Settles when the target is gone or the session was closed. */
  readonly closed: Promise<void>;
  #count = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', (event) => this.#receive(JSON.parse(String(event.data)) as Incoming));
    this.closed = new Promise((resolve) => {
      socket.addEventListener('close', () => {
        for (const waiting of this.#waiting.values()) waiting.reject(new Error('the page is gone'));
        this.#waiting.clear();
        resolve();
      });
    });
  }

  static async connect(url: string): Promise<CdpSession> {
    const socket = new WebSocket(url);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Error(`cannot reach ${url}`)), { once: true });
    });
    return new CdpSession(socket);
  }

  #receive(message: Incoming): void {
    if (message.method)
      for (const listener of this.#listeners) listener(message.method, message.params ?? {});
    const waiting = message.id === undefined ? undefined : this.#waiting.get(message.id);
    if (!waiting || message.id === undefined) return;
    this.#waiting.delete(message.id);
    if (message.error) waiting.reject(new Error(message.error.message));
    else waiting.resolve(message.result ?? {});
  }

  async send(method: string, params: Params = {}): Promise<Params> {
    if (this.#socket.readyState !== WebSocket.OPEN) throw new Error('the page is gone');
    const id = ++this.#count;
    const answer = Promise.withResolvers<Params>();
    this.#waiting.set(id, answer);
    this.#socket.send(JSON.stringify({ id, method, params }));
    return answer.promise;
  }

  onEvent(listener: (method: string, params: Params) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.closed;
  }
}

/** Evaluates an expression or calls a promise in any target, and gives its value back by JSON. */
export async function evaluateIn<T>(session: CdpSession, expression: string, contextId?: number): Promise<T> {
  const { result, exceptionDetails } = (await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
    userGesture: true,
    ...(contextId === undefined ? {} : { contextId }),
  })) as { result: { value?: T }; exceptionDetails?: { text: string; exception?: { description?: string } } };
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as T;
}
