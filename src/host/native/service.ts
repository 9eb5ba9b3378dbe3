/** The unit under which the system keeps the runner from login on, as each system has it. It is written, and started by the person. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { homeOf, type Places, xdg } from '../places.ts';
import { commandPath } from './program.ts';

export interface Service {
  readonly path: string;
  readonly text: string;
  /** The command that starts it now and at each login. */
  readonly start: string;
}

interface Where {
  /** The installed program's wrapper: absolute, and it knows its own home. */
  readonly wrapper: string;
  /** The directory of the installed program. */
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Whether the unit is written here; whether the person started it, only the system knows. */
export function hasService(places: Places, env: NodeJS.ProcessEnv): boolean {
  const where = { wrapper: commandPath(places.program), program: places.program, env };
  return existsSync(serviceFor(where).path);
}

export function serviceFor(where: Where, platform: NodeJS.Platform = process.platform): Service {
  if (platform === 'darwin') return launchAgent(where);
  return platform === 'win32' ? scheduledTask(where) : userUnit(where);
}

/** systemd.service(5), in the manager of the user. Quoting: systemd.syntax(7), and `%` begins a specifier. */
function userUnit({ wrapper, env }: Where): Service {
  const config = xdg(env, 'XDG_CONFIG_HOME') ?? join(homeOf(env), '.config');
  const quoted = `"${wrapper.replace(/[\\"]/g, '\\$&').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;
  return {
    path: join(config, 'systemd', 'user', 'waypost.service'),
    start: 'systemctl --user daemon-reload && systemctl --user enable --now waypost.service',
    text: `[Unit]
Description=Waypost outbox
After=network.target

[Service]
ExecStart=${quoted} serve
Restart=on-failure
RestartSec=10
UMask=0077
NoNewPrivileges=yes

[Install]
WantedBy=default.target
`,
  };
}

/** launchd.plist(5). */
function launchAgent({ wrapper, env }: Where): Service {
  const path = join(homeOf(env), 'Library', 'LaunchAgents', 'org.waypost.outbox.plist');
  return {
    path,
    start: `launchctl bootstrap gui/$(id -u) '${path.replaceAll("'", "'\\''")}'`,
    text: `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>org.waypost.outbox</string>
  <key>ProgramArguments</key>
  <array>
    <string>${xml(wrapper)}</string>
    <string>serve</string>
  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>Umask</key>
  <integer>63</integer>
</dict>
</plist>
`,
  };
}

/** Task Scheduler schema 1.2. */
function scheduledTask({ wrapper, program }: Where): Service {
  const path = join(program, 'waypost-outbox.xml');
  return {
    path,
    start: `schtasks /Create /TN "Waypost outbox" /XML "${path}" /F`,
    text: `<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
    </LogonTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
  </Settings>
  <Actions>
    <Exec>
      <Command>${xml(wrapper)}</Command>
      <Arguments>serve</Arguments>
    </Exec>
  </Actions>
</Task>
`,
  };
}

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
