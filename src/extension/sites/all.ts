/** Every webmail that Waypost knows. The order does not matter: a field belongs to at most one of them. */
import { demo } from './demo.ts';
import { horde } from './horde.ts';
import { roundcubeClassic } from './roundcube-classic.ts';
import { roundcubeElastic } from './roundcube-elastic.ts';
import { roundcubeLarry } from './roundcube-larry.ts';
import type { Site } from './site.ts';
import { snappymail } from './snappymail.ts';
import { sogo } from './sogo.ts';
import { squirrelmail } from './squirrelmail.ts';

export const sites: readonly Site[] = [
  roundcubeElastic,
  roundcubeLarry,
  roundcubeClassic,
  sogo,
  snappymail,
  squirrelmail,
  horde,
  demo,
];
