/**
 * fast-check for mutation testing: few runs, and the same texts at every run, so that a mutant which is noticed today is noticed tomorrow
 * and the thousands of runs of the tests stay short.
 */
// By its path, because its name leads here.
import fc, { type IProperty, type Parameters } from '../../node_modules/fast-check/lib/fast-check.js';

const assert = <T>(property: IProperty<T>, options: Parameters<T> = {}): void =>
  fc.assert(property, { ...options, seed: 1, numRuns: Math.min(options.numRuns ?? 100, 60) });

export default { ...fc, assert };
