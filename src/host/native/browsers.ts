/** Where each browser looks for native messaging hosts of one user. A newcomer adds a browser by adding a row. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { homeOf, xdg } from '../places.ts';

export type Family = 'chromium' | 'firefox';

interface Row {
  readonly key: string;
  readonly label: string;
  readonly family: Family;
  /** Profile folder, then the folder of its host manifests; under $XDG_CONFIG_HOME where they begin with `config:`, else under the home. */
  readonly linux?: readonly [profile: string, manifests: string];
  /** The same under `~/Library/Application Support`. */
  readonly darwin?: readonly [profile: string, manifests: string];
  /** Below `HKCU\Software`. */
  readonly win32?: string;
  /** Packed so that it cannot start programs of the host without more ado. */
  readonly sandbox?: 'snap' | 'flatpak';
}

const chromiumHosts = 'NativeMessagingHosts';
const geckoHosts = 'native-messaging-hosts';

/** Sources: MDN "Native manifests", Chrome's native messaging page, and the installers of KeePassXC, browserpass, gopass and Plasma integration. */
const rows: readonly Row[] = [
  {
    key: 'chrome',
    label: 'Google Chrome',
    family: 'chromium',
    linux: ['config:google-chrome', `config:google-chrome/${chromiumHosts}`],
    darwin: ['Google/Chrome', `Google/Chrome/${chromiumHosts}`],
    win32: 'Google\\Chrome',
  },
  {
    key: 'chromium',
    label: 'Chromium',
    family: 'chromium',
    linux: ['config:chromium', `config:chromium/${chromiumHosts}`],
    darwin: ['Chromium', `Chromium/${chromiumHosts}`],
    win32: 'Chromium',
  },
  {
    key: 'edge',
    label: 'Microsoft Edge',
    family: 'chromium',
    linux: ['config:microsoft-edge', `config:microsoft-edge/${chromiumHosts}`],
    darwin: ['Microsoft Edge', `Microsoft Edge/${chromiumHosts}`],
    win32: 'Microsoft\\Edge',
  },
  {
    key: 'brave',
    label: 'Brave',
    family: 'chromium',
    linux: ['config:BraveSoftware/Brave-Browser', `config:BraveSoftware/Brave-Browser/${chromiumHosts}`],
    darwin: ['BraveSoftware/Brave-Browser', `BraveSoftware/Brave-Browser/${chromiumHosts}`],
    win32: 'BraveSoftware\\Brave-Browser',
  },
  {
    key: 'vivaldi',
    label: 'Vivaldi',
    family: 'chromium',
    linux: ['config:vivaldi', `config:vivaldi/${chromiumHosts}`],
    darwin: ['Vivaldi', `Vivaldi/${chromiumHosts}`],
    win32: 'Vivaldi',
  },
  // Opera reads Chrome's folder.
  {
    key: 'opera',
    label: 'Opera',
    family: 'chromium',
    linux: ['config:opera', `config:google-chrome/${chromiumHosts}`],
    darwin: ['com.operasoftware.Opera', `Google/Chrome/${chromiumHosts}`],
    win32: 'Google\\Chrome',
  },
  {
    key: 'yandex',
    label: 'Yandex Browser',
    family: 'chromium',
    linux: ['config:yandex-browser', `config:yandex-browser/${chromiumHosts}`],
    darwin: ['Yandex/YandexBrowser', `Yandex/${chromiumHosts}`],
  },
  {
    key: 'arc',
    label: 'Arc',
    family: 'chromium',
    darwin: ['Arc/User Data', `Arc/User Data/${chromiumHosts}`],
  },
  {
    key: 'firefox',
    label: 'Firefox',
    family: 'firefox',
    linux: ['.mozilla', `.mozilla/${geckoHosts}`],
    darwin: ['Mozilla', `Mozilla/${chromiumHosts}`],
    win32: 'Mozilla',
  },
  {
    key: 'librewolf',
    label: 'LibreWolf',
    family: 'firefox',
    linux: ['.librewolf', `.librewolf/${geckoHosts}`],
    darwin: ['LibreWolf', `LibreWolf/${chromiumHosts}`],
  },
  { key: 'waterfox', label: 'Waterfox', family: 'firefox', linux: ['.waterfox', `.waterfox/${geckoHosts}`] },
  { key: 'floorp', label: 'Floorp', family: 'firefox', linux: ['.floorp', `.floorp/${geckoHosts}`] },
  {
    key: 'chromium-snap',
    label: 'Chromium (snap)',
    family: 'chromium',
    linux: ['snap/chromium/common/chromium', `snap/chromium/common/chromium/${chromiumHosts}`],
    sandbox: 'snap',
  },
  {
    key: 'firefox-flatpak',
    label: 'Firefox (Flatpak)',
    family: 'firefox',
    linux: ['.var/app/org.mozilla.firefox/.mozilla', `.var/app/org.mozilla.firefox/.mozilla/${geckoHosts}`],
    sandbox: 'flatpak',
  },
  {
    key: 'chromium-flatpak',
    label: 'Chromium (Flatpak)',
    family: 'chromium',
    linux: [
      '.var/app/org.chromium.Chromium/config/chromium',
      `.var/app/org.chromium.Chromium/config/chromium/${chromiumHosts}`,
    ],
    sandbox: 'flatpak',
  },
];

export interface Browser {
  readonly key: string;
  readonly label: string;
  readonly family: Family;
  /** Whether its profile folder is there. */
  readonly present: boolean;
  /** Folder of the manifests; undefined on Windows, where the registry points to them. */
  readonly folder?: string;
  /** The registry key below which the host's own key stands. */
  readonly registry?: string;
  readonly sandbox?: 'snap' | 'flatpak';
}

/** The browsers that this platform knows, whether present or not. */
export function browsersOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): Browser[] {
  const home = homeOf(env);
  return rows.flatMap(({ key, label, family, sandbox, linux, darwin, win32 }): Browser[] => {
    const common = { key, label, family, ...(sandbox ? { sandbox } : {}) };
    if (platform === 'win32') {
      // Profiles lie in many places there, and a key for a browser that is absent harms nothing.
      return win32
        ? [{ ...common, present: true, registry: `HKCU\\Software\\${win32}\\NativeMessagingHosts` }]
        : [];
    }
    const paths = platform === 'darwin' ? darwin : linux;
    if (!paths) return [];
    const [profile, folder] = paths.map((path) =>
      platform === 'darwin'
        ? join(home, 'Library', 'Application Support', path)
        : path.startsWith('config:')
          ? join(xdg(env, 'XDG_CONFIG_HOME') ?? join(home, '.config'), path.slice('config:'.length))
          : join(home, path),
    );
    return profile && folder ? [{ ...common, present: existsSync(profile), folder }] : [];
  });
}
