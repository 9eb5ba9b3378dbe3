/** Random tests draw the same cases every time, so that a run tells of the code and not of luck. WAYPOST_SEED=random draws anew. */
import fc from 'fast-check';

const seed = process.env['WAYPOST_SEED'];
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed ?? 1) });
