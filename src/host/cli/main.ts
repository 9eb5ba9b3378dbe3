#!/usr/bin/env node
/** The `waypost` program. */
import { processIo } from './io.ts';
import { run } from './program.ts';

await run(process.argv.slice(2), processIo());
