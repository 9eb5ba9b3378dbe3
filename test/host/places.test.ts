import { isAbsolute } from 'node:path';
import { expect, test } from 'vitest';
import { browsersOf } from '../../src/host/native/browsers.ts';
import { placesFor } from '../../src/host/places.ts';

test.each([
  [
    'linux',
    { HOME: '/h' },
    '/h/.config/waypost/config.json',
    '/h/.local/state/waypost',
    '/h/.local/share/waypost',
  ],
  [
    'linux',
    { HOME: '/h', XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s', XDG_DATA_HOME: '/d' },
    '/c/waypost/config.json',
    '/s/waypost',
    '/d/waypost',
  ],
  ['linux', { HOME: '/h', WAYPOST_HOME: '/w' }, '/w/config.json', '/w/state', '/w/program'],
  [
    'darwin',
    { HOME: '/h' },
    '/h/Library/Application Support/Waypost/config.json',
    '/h/Library/Application Support/Waypost/state',
    '/h/Library/Application Support/Waypost/program',
  ],
] as const)('%s %j', (platform, env, config, state, program) => {
  expect(placesFor(env, platform)).toEqual({ config, state, program });
});

test('a relative WAYPOST_HOME becomes absolute, for browsers start the program from anywhere', () => {
  expect(placesFor({ WAYPOST_HOME: 'here' }).config).toBe(`${process.cwd()}/here/config.json`);
});

test.each([{ HOME: '' }, { HOME: 'here', XDG_CONFIG_HOME: 'there', XDG_STATE_HOME: '', XDG_DATA_HOME: '.' }])(
  'nothing relative comes of %j',
  (env) => {
    for (const place of Object.values(placesFor(env, 'linux'))) expect(isAbsolute(place)).toBe(true);
    for (const { folder } of browsersOf(env, 'linux')) expect(isAbsolute(folder ?? '')).toBe(true);
  },
);
