import { stations } from './network.ts';

/** The webmails of the lab, on the client's loopback: a host for each, because cookies know no ports. */

export const user = 'me';
export const password = 'secret';

/** Where a test listens that wants to see the octets of what a webmail sends (smtp-sink.ts). */
export const sink = { host: '127.0.0.1', port: 2525 } as const;
const toSink = `${sink.host}:${sink.port}`;
const toStations = `${stations[0]?.name}:25`;

/** Two whose submission server is s1.test, and one of each skin that sends to the sink. */
export const roundcubes = {
  elastic: { origin: 'http://127.0.0.1:8001', skin: 'elastic', smtp: toStations },
  larry: { origin: 'http://127.0.0.2:8001', skin: 'larry', smtp: toStations },
  'elastic-sink': { origin: 'http://127.0.0.3:8001', skin: 'elastic', smtp: toSink },
  'larry-sink': { origin: 'http://127.0.0.4:8001', skin: 'larry', smtp: toSink },
  'classic-sink': { origin: 'http://127.0.0.5:8001', skin: 'classic', smtp: toSink },
} as const;
export type Roundcube = keyof typeof roundcubes;

/** Sends to the sink. */
export const sogo = 'http://127.0.0.6:8001';
