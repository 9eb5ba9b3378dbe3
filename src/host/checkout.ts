/** The source checkout, if the program runs from one. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Its root, where package-lock.json lies; undefined for the installed program. */
export function checkout(): string | undefined {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package-lock.json')) && existsSync(join(folder, 'src', 'host')))
      return folder;
  }
  return undefined;
}
