/** One itinerary or text a code that shows it, for whoever asks what a code means. */
import type { RouteIssueCode } from './codes.ts';
import type { Itinerary, Notation } from './itinerary.ts';

/** An itinerary that the notation cannot write without the finding, or a text that it cannot read. */
export type RouteExample =
  | { readonly notation: Notation; readonly itinerary: Itinerary }
  | { readonly notation: Notation; readonly text: string };

const plain: Itinerary = { hops: ['s1.test', 's2.test'], localPart: 'user', domain: 'dest.test' };
const example = (notation: Notation, change: Partial<Itinerary>): RouteExample => ({
  notation,
  itinerary: { ...plain, ...change },
});

export const routeExamples: Readonly<Record<RouteIssueCode, RouteExample>> = {
  'host-invalid': example('source-route', { hops: ['s1..test'] }),
  'local-part-invalid': example('source-route', { localPart: 'user\r\n' }),
  'domain-absent': example('source-route', { localPart: 'Postmaster', domain: '' }),
  'percent-local-part': example('percent', { localPart: 'user%home' }),
  'percent-quoted': example('percent', { localPart: 'the user' }),
  'bang-local-part': example('bang', { localPart: 'home!user' }),
  'bang-quoted': example('bang', { localPart: 'the user' }),
  'inner-literal': example('percent', { hops: ['s1.test', '[192.0.2.1]'] }),
  'literal-hop': example('source-route', { hops: ['s1.test', '[192.0.2.1]'] }),
  'local-part-over-limit': example('percent', {
    hops: ['s1.test', 'relay.department.example.org', 'relay.university.example.net'],
  }),
  'path-over-limit': example('source-route', {
    hops: [1, 2, 3, 4, 5].map((n) => `relay${n}.department-of-physics.university.region.example`),
  }),
  'not-this-notation': { notation: 'percent', text: '@s1.test:user%dest.test@s2.test' },
};
