import { expect, test } from 'vitest';
import { watchServers } from './delivered.ts';
import { client } from './network.ts';
import { converse } from './smtp-client.ts';

/** What the software of the lab does by itself, without Waypost: if one of these fails, the lab is wrong. */
const routes = [
  {
    notation: 'a source route',
    paths: [
      '@s1.test,@s2.test,@s3.test:user@dest.test',
      '@s2.test,@s3.test:user@dest.test',
      '@s3.test:user@dest.test',
      'user@dest.test',
    ],
  },
  {
    notation: 'percent notation',
    paths: [
      'user%dest.test%s3.test%s2.test@s1.test',
      'user%dest.test%s3.test@s2.test',
      'user%dest.test@s3.test',
      'user@dest.test',
    ],
  },
  {
    notation: 'a bang path',
    paths: [
      's2.test!s3.test!dest.test!user@s1.test',
      's3.test!dest.test!user@s2.test',
      'dest.test!user@s3.test',
      'user@dest.test',
    ],
  },
];

test.for(routes)(
  'four Sendmails follow $notation hop by hop, each stripping itself',
  async ({ notation, paths }, { signal }) => {
    const subject = `by ${notation}`;
    const delivered = watchServers();
    const replies = await converse(
      '10.77.0.11',
      [
        `EHLO ${client.name}`,
        `MAIL FROM:<me@${client.name}>`,
        `RCPT TO:<${paths[0]}>`,
        'DATA',
        `From: me@${client.name}\r\nTo: user@dest.test\r\nSubject: ${subject}\r\n\r\nHello.\r\n.`,
        'QUIT',
      ],
      signal,
    );
    expect(replies.map((reply) => reply.slice(0, 3))).toEqual([
      '220',
      '250',
      '250',
      '250',
      '354',
      '250',
      '221',
    ]);

    const way = await delivered(subject);
    console.log(way.paths.flat().join('\n'));
    expect(way.paths).toEqual(paths.map((path) => [path]));
    expect(way.by).toEqual(['s1.test', 's2.test', 's3.test', 'dest.test']);
  },
);
