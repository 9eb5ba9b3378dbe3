/**
 * The first stage of the content script. It runs only where the person enabled Waypost, holds what looks routed, and sleeps until a
 * recipient field is shown; then it asks for the second. It knows nothing of the host program.
 */
import { languageFor } from '../../core/words/phrase.ts';
import { sites } from '../sites/all.ts';
import { isLate } from './handover.ts';
import { startContent } from './start.ts';
import { takeOver } from './takeover.ts';

startContent(
  { document, sites, language: languageFor(navigator.language), late: isLate() },
  takeOver(document),
);
