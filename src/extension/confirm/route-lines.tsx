/** The lines of a message that goes more than one way. */
import type { JSX } from 'preact';
import { t } from '../ui/language.ts';
import type { Route } from './routes.ts';

/** Sixty lines would hide all that they stand above. */
const most = 6;

/** Routes with hops come first; whoever is not drawn is listed with the recipients. `draw` gives its element a key. */
export function RouteLines({
  routes,
  draw,
}: {
  routes: readonly Route[];
  draw: (route: Route) => JSX.Element;
}) {
  const direct = ({ stations }: Route): number => (stations.length > 1 ? 0 : 1);
  const rest = routes.length - most;
  return (
    <>
      {routes
        .toSorted((a, b) => direct(a) - direct(b))
        .slice(0, most)
        .map(draw)}
      {rest > 0 && <p class="dim small">{t('line.more', { count: rest })}</p>}
    </>
  );
}
