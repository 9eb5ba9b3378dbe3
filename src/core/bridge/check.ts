/** Reading a message of the bridge on either side: a value that fits its schema, or what to tell the other side. */
import * as v from 'valibot';
import { protocolVersion, type Request, type Response, requestSchema, responseSchema } from './protocol.ts';

type ErrorResponse = Extract<Response, { type: 'error' }>;

export type CheckedRequest =
  | { readonly ok: true; readonly request: Request }
  | { readonly ok: false; readonly error: ErrorResponse };
export type CheckedResponse =
  | { readonly ok: true; readonly response: Response }
  | { readonly ok: false; readonly detail: string };

/** For the host: whatever came from the page. The error goes back as it is. */
export function checkRequest(message: unknown): CheckedRequest {
  const result = v.safeParse(requestSchema, message);
  if (result.success) return { ok: true, request: result.output };
  const given = v.safeParse(v.object({ request: v.pipe(v.string(), v.uuid()) }), message);
  const about = given.success ? { request: given.output.request } : {};
  // `hello` carries any version, so that both sides learn of each other; everything else speaks ours.
  const other = v.safeParse(v.object({ version: v.number() }), message);
  if (other.success && other.output.version !== protocolVersion) {
    return {
      ok: false,
      error: { type: 'error', ...about, code: 'other-version', detail: String(other.output.version) },
    };
  }
  return {
    ok: false,
    error: { type: 'error', ...about, code: 'bad-request', detail: detailOf(result.issues) },
  };
}

/** For the page: whatever came from the host. */
export function checkResponse(message: unknown): CheckedResponse {
  const result = v.safeParse(responseSchema, message);
  return result.success
    ? { ok: true, response: result.output }
    : { ok: false, detail: detailOf(result.issues) };
}

function detailOf(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const [first] = issues;
  return `${v.getDotPath(first) ?? ''}: ${first.message}`.slice(0, 1000);
}
