/** The look of the marks. They live on strangers' pages: everything is said here, nothing is inherited. */
export const marksStyle = `
* { box-sizing: border-box; }
.mark {
  --ground: #fff; --text: #1b1e21; --dim: #596067; --edge: #c3c9ce; --accent: #08627d; --danger: #a9211b; --doubt: #7a5200;
  --tint: color-mix(in srgb, var(--danger) 20%, transparent);
  position: absolute; inset: 0; color: var(--text); font: 12px/16px system-ui, -apple-system, "Segoe UI", sans-serif;
  font-variant-numeric: tabular-nums; text-align: start;
}
.mark[data-dark] {
  --ground: #1d1f21; --text: #e6e8ea; --dim: #a4abb1; --edge: #4a5056; --accent: #74c7e0; --danger: #ff938a; --doubt: #e8bf6a;
}
[hidden] { display: none !important; }
button { all: unset; box-sizing: border-box; cursor: pointer; pointer-events: auto; }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
svg { fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.valid { --sign: var(--dim); } .routed { --sign: var(--accent); } .hint { --sign: var(--doubt); } .wrong { --sign: var(--danger); }

.signs, .chips { position: absolute; inset: 0; }
.sign {
  position: absolute; display: flex; width: 13px; height: 13px; padding: 1px; border-radius: 7px;
  background: var(--ground); color: var(--sign); box-shadow: 0 0 0 1px var(--edge);
}
.sign svg { width: 11px; height: 11px; stroke-width: 2; }
.sign.wrong, .sign.hint { box-shadow: 0 0 0 1px var(--sign); }
.sign.valid { opacity: .75; }
/* A finger or a shaking hand needs more than the sign shows (WCAG 2.2, 2.5.8). */
.sign::after { content: ""; position: absolute; inset: -6px; border-radius: 12px; }
.chips .sign { left: 0; top: 0; margin: -5px 0 0 -5px; }
.chips .line { position: absolute; left: 0; top: 0; pointer-events: none; background:
  radial-gradient(circle at 3px 4px, transparent 1.6px, var(--danger) 1.8px 2.8px, transparent 3px) 0 100% / 6px 4px repeat-x, var(--tint); }

.text { position: absolute; left: 0; top: 0; overflow: hidden; transform-origin: 0 0; white-space: pre; user-select: none; contain: strict; }
.text.lines { white-space: pre-wrap; }
/* Each entry laid out by itself: an edit lays out one. Only where no text of another direction could tie two together. */
.cells { display: flex; }
.cells > span { flex: none; }
.text, .text span { color: transparent; }
/* Where it would stand in the line: a containing block for each would be searched for each. */
.text .sign { display: inline-flex; width: 9px; height: 9px; padding: 0; margin: -1px 0 0 -1px; box-shadow: none; background: none; opacity: 1; }
.text .sign svg { width: 9px; height: 9px; stroke-width: 2.5; }
.text .sign::after { inset: -3px -4px -8px; }
.text .recipient { text-underline-offset: .2em; text-decoration-skip-ink: none; }
.text .routed { text-decoration: underline solid var(--accent) 1.5px; }
.text .hint { text-decoration: underline dashed var(--doubt) 1.5px; }
.address u, .text u { text-decoration: underline wavy var(--danger) 1.5px; text-underline-offset: 2px; text-decoration-skip-ink: none; background: var(--tint); }

.open {
  position: absolute; inset-inline-end: 5px; top: calc(min(100%, 36px) / 2 - 11px); display: flex; align-items: center; justify-content: center;
  width: 22px; height: 22px; border-radius: 11px; background: var(--ground); color: var(--dim); box-shadow: inset 0 0 0 1px var(--edge);
}
.open:hover { color: var(--accent); }
.open svg { width: 14px; height: 14px; }

.card, .note {
  position: absolute; left: 0; top: 0; width: max-content; max-width: min(440px, 92vw); padding: 9px 12px; pointer-events: auto;
  border: 1px solid var(--edge); border-radius: 6px; background: var(--ground); color: var(--text); box-shadow: 0 3px 12px rgb(0 0 0 / 22%);
}
.card p { margin: 0; }
.card p + p { margin-top: 6px; }
/* The gap to the sign belongs to it, so that the pointer can get there. */
.card::before { content: ""; position: absolute; z-index: -1; inset: -10px 0; }
.head { display: flex; gap: 6px; align-items: start; color: var(--sign); }
.head svg { flex: none; width: 14px; height: 14px; margin-top: 1px; }
.address, .address, .way { color: var(--text); font: 12px/17px ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.way { display: flex; flex-wrap: wrap; row-gap: 2px; }
.way span { display: flex; align-items: center; gap: 5px; padding-inline-end: 5px; }
.way span::before { content: ""; width: 8px; height: 8px; border: 1.5px solid var(--accent); border-radius: 50%; }
.way span:last-child::before { background: var(--accent); }
.way span:not(:last-child)::after { content: ""; width: 16px; border-top: 1.5px solid var(--accent); }
.sentence { overflow-wrap: anywhere; }
.fix { margin-top: 8px; padding: 4px 10px; border: 1px solid var(--accent); border-radius: 4px; color: var(--accent); overflow-wrap: anywhere; }
.fix:hover { background: color-mix(in srgb, var(--accent) 10%, transparent); }
.fix[aria-disabled] { opacity: .6; cursor: default; }
.note { inset: calc(100% + 4px) 0 auto auto; display: flex; gap: 8px; align-items: start; border-inline-start: 3px solid var(--accent); }
.hide { flex: none; width: 24px; height: 24px; margin: -4px; padding: 5px; border-radius: 12px; }
.hide svg { width: 14px; height: 14px; }
.aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) {
  .mark { --ground: Canvas; --text: CanvasText; --accent: LinkText; --danger: CanvasText; --doubt: CanvasText; --dim: CanvasText; --edge: CanvasText; }
  /* Else the transparent text would be seen twice. */
  .text, .sign, .chips .line { forced-color-adjust: none; }
  .wrong svg { stroke-width: 3; }
}
`;
