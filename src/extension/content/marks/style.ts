/** The look of the marks. They live on strangers' pages: everything is said here, nothing is inherited. */
export const marksStyle = `
* { box-sizing: border-box; }
.mark {
  --ground: #fff; --text: #1b1e21; --dim: #596067; --edge: #c3c9ce; --accent: #08627d; --danger: #a9211b;
  position: relative; display: flex; align-items: center; height: 22px; border: 1px solid var(--edge); border-radius: 11px;
  background: var(--ground); color: var(--text); font: 12px/16px system-ui, -apple-system, "Segoe UI", sans-serif;
  font-variant-numeric: tabular-nums; text-align: start;
}
.mark[data-dark] {
  --ground: #1d1f21; --text: #e6e8ea; --dim: #a4abb1; --edge: #4a5056; --accent: #74c7e0; --danger: #ff938a;
}
button {
  all: unset; box-sizing: border-box; display: inline-flex; align-items: center; justify-content: center; gap: 3px;
  min-width: 22px; height: 20px; padding: 0 4px; border-radius: 10px; cursor: pointer;
}
button:hover { background: color-mix(in srgb, var(--text) 10%, transparent); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
svg { width: 14px; height: 14px; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.signs span { display: flex; }
.open { color: var(--dim); }
.valid svg { color: var(--dim); }
.routed svg { color: var(--accent); }
.wrong svg { color: var(--danger); stroke-width: 2.25; }
[hidden] { display: none !important; }
/* Only a note to say. */
.mark:not(:has(> button:not([hidden]))) { border-color: transparent; background: none; }
.panel, .note {
  position: absolute; inset-inline-end: 0; top: 100%; margin-top: 4px; width: max-content; max-width: min(420px, 90vw);
  padding: 8px 10px; border: 1px solid var(--edge); border-radius: 4px; background: var(--ground); color: var(--text);
  box-shadow: 0 2px 8px rgb(0 0 0 / 20%); cursor: default;
}
.panel { display: none; max-height: 40vh; overflow: auto; margin: 0; padding-inline-start: 10px; list-style: none; }
/* The gap to the panel belongs to it, so that the pointer can get there. */
.panel::before { content: ""; position: absolute; inset: -6px 0 100%; }
.signs:hover ~ .panel, .signs:focus-visible ~ .panel, .signs[aria-expanded="true"] ~ .panel, .panel:hover { display: block; }
.panel li { display: grid; grid-template-columns: 18px 1fr; align-items: start; }
.panel li + li { margin-top: 6px; }
.panel svg { margin-top: 1px; }
.address { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: 11.5px; overflow-wrap: anywhere; }
.address u { text-decoration: underline wavy var(--danger) 1.5px; text-underline-offset: 2px; text-decoration-skip-ink: none; }
.sentence { grid-column: 2; color: var(--dim); overflow-wrap: anywhere; }
.wrong .sentence { color: var(--text); }
.note { display: flex; gap: 8px; align-items: start; border-inline-start: 3px solid var(--accent); }
.aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) {
  .mark { --accent: Highlight; --danger: CanvasText; --dim: CanvasText; --edge: CanvasText; forced-color-adjust: auto; }
  .wrong svg { stroke-width: 3; }
}
`;
