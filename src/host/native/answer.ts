/** What a browser starts, from its first word on. */
import { placesFor } from '../places.ts';
import { callerAdmitted, front } from './front.ts';

/**
 * Ends the process when the browser has closed its side.
 * @param caller the browser's arguments
 * @param entry the program's entry file, for `node ENTRY runner`
 */
export async function answerBrowser(caller: readonly string[], entry: string): Promise<never> {
  // Standard output carries frames and nothing else; a stray word there would end the connection.
  console.log = console.info = console.debug = console.error;
  if (!callerAdmitted(caller)) {
    process.stderr.write(`waypost native: called by ${caller.join(' ') || 'nobody'}\n`);
    process.exit(1);
  }
  const { env, stdin: input, stdout: output } = process;
  const { config, state } = placesFor(env);
  await front({ input, output, config, state, entry, env });
  process.exit();
}
