/** The file by which a browser finds the host program. */
import { chromiumExtensionId, geckoExtensionId, hostName } from '../../core/bridge/names.ts';
import type { Family } from './browsers.ts';

export const manifestFile = `${hostName}.json`;

/** `path`: absolute, of the wrapper. The browser admits our own extension and nobody else. */
export function manifestText(family: Family, path: string): string {
  const admitted =
    family === 'chromium'
      ? { allowed_origins: [`chrome-extension://${chromiumExtensionId}/`] }
      : { allowed_extensions: [geckoExtensionId] };
  const manifest = {
    name: hostName,
    description: 'Waypost sends mail by the route you chose',
    path,
    type: 'stdio',
    ...admitted,
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
