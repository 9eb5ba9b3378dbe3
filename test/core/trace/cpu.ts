/** Seconds of this process's own work, which other work on the machine doesn't lengthen as it does the clock. */
export function cpuSeconds(work: () => void): number {
  const begin = process.cpuUsage();
  work();
  return process.cpuUsage(begin).user / 1e6;
}

/** A megabyte takes less than half a second; in quadratic time it would take minutes. */
export const linear = 5;
