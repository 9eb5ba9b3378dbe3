/** The names of the files that a content script consists of. */
import type { Language } from '../../core/words/phrase.ts';

export const firstStage = 'bootstrap.js';
/** Speaks one language. */
export const secondStage = (language: Language): string => `engine.${language}.js`;
/** Only where no site file knows a field. */
export const thirdStage = 'elsewhere.js';
/** By which the browser tells of recipient fields that begin to be shown. */
export const watchSheet = 'content.css';
