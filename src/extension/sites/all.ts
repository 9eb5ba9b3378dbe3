/** Every webmail that Waypost knows. The order does not matter: a field belongs to at most one of them. */
import { demo } from './demo.ts';
import { roundcubeElastic } from './roundcube-elastic.ts';
import { roundcubeLarry } from './roundcube-larry.ts';
import type { Site } from './site.ts';

export const sites: readonly Site[] = [roundcubeElastic, roundcubeLarry, demo];
