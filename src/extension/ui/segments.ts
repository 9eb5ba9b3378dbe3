/** Cuts a text at its issues, so that each faulty span can be marked. */
import type { Fix, Issue, Severity } from '../../core/address/issue.ts';

export interface Segment {
  readonly text: string;
  readonly severity?: Severity;
}

const weight: Readonly<Record<Severity, number>> = { hint: 1, warning: 2, error: 3 };

/**
 * The text in pieces, each with the gravest severity that lies on it; joined they are the text again.
 * An empty span (something is missing there) marks the character before it, or the first one.
 */
export function segments(text: string, issues: readonly Issue[]): readonly Segment[] {
  const marks: (Severity | undefined)[] = new Array(text.length).fill(undefined);
  for (const issue of issues) {
    const start = issue.start < issue.end ? issue.start : Math.max(0, Math.min(issue.start, text.length) - 1);
    const end = Math.min(Math.max(issue.end, start + 1), text.length);
    for (let at = start; at < end; at += 1) {
      const held = marks[at];
      if (held === undefined || weight[held] < weight[issue.severity]) marks[at] = issue.severity;
    }
  }
  const pieces: { text: string; severity?: Severity }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const severity = marks[at];
    const last = pieces.at(-1);
    if (last !== undefined && at > 0 && marks[at - 1] === severity) last.text += text[at];
    else pieces.push({ text: text[at] ?? '', ...(severity !== undefined && { severity }) });
  }
  return pieces;
}

/** The text with an issue's fix put in place. */
export function withFix(text: string, fix: Fix): string {
  return text.slice(0, fix.start) + fix.text + text.slice(fix.end);
}
