#!/usr/bin/env node
/** The front in a file of its own: a browser waits for its first word, and most of the program has no part in that. */
import { join } from 'node:path';
import { answerBrowser } from './answer.ts';
import { programFile } from './program.ts';

await answerBrowser(process.argv.slice(2), join(import.meta.dirname, programFile));
