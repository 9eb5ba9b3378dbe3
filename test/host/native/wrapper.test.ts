/** The wrapper's text, as each system reads it. */
import { describe, expect, test } from 'vitest';
import { wrapperText } from '../../../src/host/native/wrapper.ts';

describe('win32: cmd.exe finds everything, whatever code page it reads in', () => {
  const profile = 'C:\\Users\\Иван & 100%';
  const program = `${profile}\\AppData\\Local\\Waypost\\program`;
  const entry = `${program}\\host\\native.mjs`;

  test.each<[string, string, string | undefined, string]>([
    ['Node beside it', `${program}\\node.exe`, undefined, '"%~dp0node.exe" "%~dp0host\\native.mjs" %*\r\n'],
    [
      'Node elsewhere in the profile',
      `${profile}\\AppData\\Roaming\\nvm\\v26\\node.exe`,
      undefined,
      '"%~dp0..\\..\\..\\Roaming\\nvm\\v26\\node.exe" "%~dp0host\\native.mjs" %*\r\n',
    ],
    [
      'WAYPOST_HOME',
      `${program}\\node.exe`,
      `${profile}\\AppData\\Local\\Waypost`,
      'set "WAYPOST_HOME=%~dp0.."\r\n"%~dp0node.exe" "%~dp0host\\native.mjs" %*\r\n',
    ],
    [
      'Node on another drive',
      'D:\\100%\\node.exe',
      undefined,
      '"D:\\100%%\\node.exe" "%~dp0host\\native.mjs" %*\r\n',
    ],
    [
      'Node on another drive, in a folder with letters of its own',
      'D:\\Программы\\node.exe',
      undefined,
      '"%SystemRoot%\\System32\\chcp.com" 65001 >nul\r\n"D:\\Программы\\node.exe" "%~dp0host\\native.mjs" %*\r\n',
    ],
  ])('%s', (_, node, home, text) => {
    expect(wrapperText({ node, entry, home, program }, 'win32')).toBe(`@echo off\r\n${text}`);
  });
});

test('elsewhere: absolute, each word quoted', () => {
  const where = { node: "/o'pt/node", entry: '/a b/native.mjs', home: '/h o', program: '/a b' };
  expect(wrapperText(where, 'linux')).toBe(
    "#!/bin/sh\nexport WAYPOST_HOME='/h o'\nexec '/o'\\''pt/node' '/a b/native.mjs' \"$@\"\n",
  );
});
