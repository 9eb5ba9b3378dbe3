/** The look of the panel. It lives on strangers' pages: everything is said here, nothing is inherited. */
export const panelStyle = `
* { box-sizing: border-box; }
dialog {
  --ground: #fff; --text: #1b1e21; --dim: #596067; --edge: #c3c9ce; --accent: #08627d; --danger: #a9211b;
  width: min(520px, 92vw); max-height: 86vh; margin: 12vh auto auto; padding: 16px 18px; overflow: auto;
  border: 1px solid var(--edge); border-block-start: 3px solid var(--danger); border-radius: 6px;
  background: var(--ground); color: var(--text); box-shadow: 0 8px 28px rgb(0 0 0 / 30%);
  font: 13px/19px system-ui, -apple-system, "Segoe UI", sans-serif; text-align: start;
}
dialog[data-dark] {
  --ground: #1d1f21; --text: #e6e8ea; --dim: #a4abb1; --edge: #4a5056; --accent: #74c7e0; --danger: #ff938a;
}
dialog::backdrop { background: rgb(0 0 0 / 35%); }
h1 { margin: 0 0 6px; font-size: 15px; line-height: 20px; font-weight: 600; }
p { margin: 0; }
ul { margin: 12px 0; padding: 0; list-style: none; }
li { padding-block: 10px; border-block-start: 1px solid var(--edge); }
li > * + * { margin-block-start: 4px; }
.address, .line {
  font: 12px/17px ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere;
}
.line { color: var(--dim); }
.instead { color: var(--danger); }
.instead::before { content: "→ "; }
.status:not(:empty) { margin-block-end: 10px; color: var(--danger); }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; }
button {
  padding: 5px 11px; border: 1px solid var(--edge); border-radius: 4px; background: var(--ground); color: var(--text);
  font: inherit; cursor: pointer; overflow-wrap: anywhere; text-align: start;
}
button:hover { background: color-mix(in srgb, var(--text) 8%, var(--ground)); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
li button, .back { border-color: var(--accent); color: var(--accent); }
li button { display: block; margin-block-start: 8px; }
.anyway { margin-inline-start: auto; color: var(--danger); }
@media (forced-colors: active) {
  dialog { --accent: Highlight; --danger: CanvasText; --dim: CanvasText; --edge: CanvasText; }
}
`;
