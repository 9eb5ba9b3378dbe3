/** Telling the person something while no page is open: a notification of the desktop, where there is one. */
import { spawn } from 'node:child_process';
import { noticeWords } from '../../core/words/outbox.ts';
import { type Language, say } from '../../core/words/phrase.ts';

export type Notify = (
  word: keyof typeof noticeWords,
  words: { readonly path: string; readonly subject: string },
) => void;

/** Never throws and waits for nothing: where no desktop listens, the outbox still shows it. */
export function desktopNotify(env: NodeJS.ProcessEnv, language: Language): Notify {
  return (word, words) => {
    const command = commandFor(say(noticeWords[word], language, words), env);
    if (command === undefined) return;
    const child = spawn(command.file, command.args, {
      env: { ...env, ...command.env },
      stdio: 'ignore',
      windowsHide: true,
    });
    child.on('error', () => {});
    child.unref();
  };
}

interface Notifier {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** The text travels as an argument or a variable, never as part of a script: it holds the subject of a message. */
export function commandFor(
  text: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Notifier | undefined {
  if (platform === 'darwin')
    return {
      file: '/usr/bin/osascript',
      args: [
        '-e',
        'on run argv',
        '-e',
        'display notification (item 1 of argv) with title "Waypost"',
        '-e',
        'end run',
        '--',
        text,
      ],
    };
  if (platform === 'win32')
    return {
      file: 'powershell.exe',
      args: ['-NoProfile', '-NonInteractive', '-Command', windowsScript],
      env: { WAYPOST_NOTICE: text },
    };
  // A runner that a system started has no session bus, and nobody to tell.
  if (!env['DBUS_SESSION_BUS_ADDRESS'] && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return undefined;
  return { file: 'notify-send', args: ['--app-name=Waypost', '--', 'Waypost', text] };
}

const windowsScript = `
Add-Type -AssemblyName System.Windows.Forms
$icon = New-Object System.Windows.Forms.NotifyIcon
$icon.Icon = [System.Drawing.SystemIcons]::Information
$icon.Visible = $true
$icon.ShowBalloonTip(10000, 'Waypost', $env:WAYPOST_NOTICE, 'None')
Start-Sleep -Seconds 10
$icon.Dispose()`;
