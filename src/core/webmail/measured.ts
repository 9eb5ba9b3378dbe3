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

/** Percent and bang pass every composer measured. Percent was also put in by script and stood unchanged; bang was only typed. */
const opaque = { percent: run('intact', 'intact'), bang: run('intact', 'unknown') };
/** The same where the field is plain text, in which typing and pasting leave the same value. */
const opaqueInPlainField = { percent: run('intact', 'intact'), bang: run('intact', 'intact') };

const roundcube = {
  name: 'Roundcube',
  version: '1.6.5+dfsg-1+deb12u13',
  'source-route': run('refused', 'refused'),
};

export const webmails: Readonly<Record<string, WebmailBehaviour>> = {
  'roundcube-elastic': { key: 'roundcube-elastic', ...roundcube, ...opaque },
  'roundcube-larry': { key: 'roundcube-larry', ...roundcube, ...opaqueInPlainField },
  'roundcube-classic': { key: 'roundcube-classic', ...roundcube, ...opaqueInPlainField },
  snappymail: {
    key: 'snappymail',
    name: 'SnappyMail',
    version: '2.38.2 (git ba496919)',
    // Without a display name the route is cut off, or the recipient becomes empty.
    'source-route': run('damaged', 'damaged'),
    ...opaque,
  },
  sogo: {
    key: 'sogo',
    name: 'SOGo',
    version: '5.8.0-2+deb12u4',
    // Typed, it falls into one recipient for each station. Pasted, RCPT TO is right, but the To field leaves empty.
    'source-route': run('damaged', 'damaged'),
    ...opaque,
  },
  squirrelmail: {
    key: 'squirrelmail',
    name: 'SquirrelMail',
    version: '1.5.2 [SVN] (RealityRipple 76b545c9)',
    'source-route': run('damaged', 'damaged'),
    ...opaqueInPlainField,
  },
  horde: {
    key: 'horde',
    name: 'Horde',
    version: 'IMP 6.2.27-3',
    // One hop is refused, two are cut down to `s1.test@` and the user's own domain.
    'source-route': run('damaged', 'damaged'),
    ...opaque,
  },
  // Waypost's own page for demonstrations: strict as Roundcube is.
  demo: {
    key: 'demo',
    name: 'Waypost demo webmail',
    version: '1',
    'source-route': run('refused', 'refused'),
    ...opaqueInPlainField,
  },
};
