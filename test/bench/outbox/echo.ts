/** The least that a native messaging host can be: every frame goes back as it came. */
process.stdin.pipe(process.stdout);
