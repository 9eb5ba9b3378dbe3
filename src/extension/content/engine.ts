/** The second stage of the content script: the address grammar, marks, insertion, and the guard's judgement. */
import { composerSession } from './composer-session.ts';
import { enterSecond } from './handover.ts';

enterSecond({ open: composerSession });
