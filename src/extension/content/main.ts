/**
 * The content script. It runs only where the person enabled Waypost, sleeps until a recipient field is shown, marks what stands in it,
 * and does what the background asks: read, insert, say. It knows nothing of the host program.
 */
import { languageFor } from '../../core/words/phrase.ts';
import { sites } from '../sites/all.ts';
import { startContent } from './start.ts';
import { takeOver } from './takeover.ts';

startContent({ document, sites, language: languageFor(navigator.language) }, takeOver(document));
