/** Notes that say no more than "this holds a route": needless where the page itself shows the route. */
import type { AddressIssueCode } from '../address/codes.ts';
import type { Issue } from '../address/issue.ts';

const routeNotes: ReadonlySet<string> = new Set<AddressIssueCode>([
  'source-route',
  'route-brackets-missing',
  'bang-path',
  'percent-in-local-part',
  'bang-in-local-part',
]);

export function withoutRouteNotes<Code extends string>(
  issues: readonly Issue<Code>[],
): readonly Issue<Code>[] {
  return issues.filter((issue) => issue.severity === 'error' || !routeNotes.has(issue.code));
}
