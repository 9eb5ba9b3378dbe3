/** Runs one step of the lab, saying when it starts and how long it took. */
export async function phase<T>(what: string, step: () => Promise<T> | T): Promise<T> {
  const start = performance.now();
  process.stdout.write(`lab: ${what} ...\n`);
  try {
    return await step();
  } finally {
    process.stdout.write(`lab: ${what}: ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
  }
}
