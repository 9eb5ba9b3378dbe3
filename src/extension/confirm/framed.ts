/**
 * The document in which the HTML of a message is shown: in a frame that is sandboxed without exception, and under a policy of its own that
 * lets only images show that are carried within. Links lead nowhere: they ask for a new window, which the sandbox does not let be opened.
 */
const policy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

/** A light page, as most readers show mail, whatever the window around it is. */
const look =
  `:root{color-scheme:light}body{margin:8px 10px;background:#fff;color:#000;font:14px/1.45 system-ui,sans-serif;
overflow-wrap:anywhere}img{max-width:100%}pre{white-space:pre-wrap}
blockquote{margin:0 0 0 4px;padding-left:10px;border-left:2px solid #99a}`.replaceAll('\n', '');

/** @param html as draft/clean-html.ts gives it */
export function framed(html: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><base target="_blank"><style>${look}</style></head><body>${html}</body></html>`;
}
