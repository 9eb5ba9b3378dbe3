import { killTests } from './kills.ts';

killTests(20, 1_800_000);
