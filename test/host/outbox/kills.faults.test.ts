import { killTests } from './kills.ts';

killTests(5, 300_000);
