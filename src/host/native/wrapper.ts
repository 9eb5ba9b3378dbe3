/** What stands in the file that a browser, a service or a person starts: the program with its Node, from wherever, with a bare PATH. */
import { win32 } from 'node:path';

interface Wrapped {
  readonly node: string;
  /** The file that Node runs. */
  readonly entry: string;
  /** WAYPOST_HOME, where it was given. */
  readonly home: string | undefined;
  /** The directory of the wrapper itself. */
  readonly program: string;
}

/** Nothing in it is looked up. */
export function wrapperText(wrapped: Wrapped, platform: NodeJS.Platform = process.platform): string {
  return platform === 'win32' ? commandScript(wrapped) : shellScript(wrapped);
}

function shellScript({ node, entry, home }: Wrapped): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const set = home === undefined ? '' : `export WAYPOST_HOME=${quoted(home)}\n`;
  return `#!/bin/sh\n${set}exec ${quoted(node)} ${quoted(entry)} "$@"\n`;
}

/**
 * cmd.exe reads its files in the code page of the console, in which this text was not written: so C:\Users\Иван is not in it. The folder
 * of the wrapper cmd.exe knows by itself, `%~dp0`, and all on that drive is said from there.
 */
function commandScript({ node, entry, home, program }: Wrapped): string {
  const from = (path: string) => {
    const way = win32.relative(program, path);
    return `${win32.isAbsolute(way) ? '' : '%~dp0'}${way.replaceAll('%', '%%')}`;
  };
  const set = home === undefined ? '' : `set "WAYPOST_HOME=${from(home)}"\r\n`;
  const text = `${set}"${from(node)}" "${from(entry)}" %*\r\n`;
  // Only a path on another drive can still need it. What it prints would stand before the first message to the browser.
  const utf8 = /^[\r\n -~]*$/.test(text) ? '' : '"%SystemRoot%\\System32\\chcp.com" 65001 >nul\r\n';
  return `@echo off\r\n${utf8}${text}`;
}
