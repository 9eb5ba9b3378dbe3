/**
 * Seven composers, measured with real key events and a server that accepts every RCPT; `inserted` is what became of pasted text.
 * The bang form is the one with "@" (`s2.test!dest.test!user@s1.test`); without it no webmail carries it well.
 */
import type { Carriage, Treatment, WebmailBehaviour } from './behaviour.ts';

const run = (typed: Treatment, inserted: Treatment): Carriage => ({
  typed,
  inserted,
  evidence: 'run',
  date: '2026-11-23',
});

/**
 * Percent and bang pass every composer measured, typed and inserted: in Roundcube elastic and larry the inserted bang form was seen on the
 * wire and in To; in a field of plain text typing and pasting leave the same value.
 */
const opaque = { percent: run('intact', 'intact'), bang: run('intact', 'intact') };
/** Composers that make chips: percent was put in by script and stood unchanged; bang was only typed. */
const opaqueAsTyped = { percent: run('intact', 'intact'), bang: run('intact', 'unknown') };

const roundcube = {
  name: 'Roundcube',
  version: '1.6.5+dfsg-1+deb12u13',
  'source-route': run('refused', 'refused'),
};

export const webmails: Readonly<Record<string, WebmailBehaviour>> = {
  'roundcube-elastic': { key: 'roundcube-elastic', ...roundcube, ...opaque },
  'roundcube-larry': { key: 'roundcube-larry', ...roundcube, ...opaque },
  'roundcube-classic': { key: 'roundcube-classic', ...roundcube, ...opaque },
  snappymail: {
    key: 'snappymail',
    name: 'SnappyMail',
    version: '2.38.2 (git ba496919)',
    // Without a display name the route is cut off, or the recipient becomes empty.
    'source-route': run('damaged', 'damaged'),
    ...opaqueAsTyped,
  },
  sogo: {
    key: 'sogo',
    name: 'SOGo',
    version: '5.8.0-2+deb12u4',
    // Typed, it falls into one recipient for each station. Pasted, RCPT TO is right, but the To field leaves empty.
    'source-route': run('damaged', 'damaged'),
    ...opaqueAsTyped,
  },
  squirrelmail: {
    key: 'squirrelmail',
    name: 'SquirrelMail',
    version: '1.5.2 [SVN] (RealityRipple 76b545c9)',
    'source-route': run('damaged', 'damaged'),
    ...opaque,
  },
  horde: {
    key: 'horde',
    name: 'Horde',
    version: 'IMP 6.2.27-3',
    // One hop is refused, two are cut down to `s1.test@` and the user's own domain.
    'source-route': run('damaged', 'damaged'),
    ...opaqueAsTyped,
  },
  // Waypost's own page for demonstrations: strict as Roundcube is.
  demo: {
    key: 'demo',
    name: 'Waypost demo webmail',
    version: '1',
    'source-route': run('refused', 'refused'),
    ...opaque,
  },
};
