/** What the parts of the route's view share. */
import type { Plan } from './plan.ts';
import type { Session } from './session.ts';

export interface RouteViewProps {
  readonly session: Session;
  readonly plan: Plan;
  readonly announce: (text: string) => void;
}
