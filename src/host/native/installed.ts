/** A record of what `install` made, so that `uninstall` removes exactly that. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';

const recordSchema = v.object({
  files: v.array(v.string()),
  /** Made by us, in the order of making; removed only when empty. */
  directories: v.array(v.string()),
  registry: v.array(v.string()),
});

export class Installed {
  readonly #file: string;
  readonly files: Set<string>;
  readonly directories: Set<string>;
  readonly registry: Set<string>;

  /** `program`: the directory of the installed program, where the record lies. A broken record counts as empty. */
  constructor(program: string) {
    this.#file = join(program, 'installed.json');
    const known = read(this.#file);
    this.files = new Set(known.files);
    this.directories = new Set(known.directories);
    this.registry = new Set(known.registry);
  }

  /** Makes a directory with all above it, and remembers which of them are ours. */
  directory(path: string, mode = 0o755): void {
    if (existsSync(path)) return;
    this.directory(dirname(path), mode);
    mkdirSync(path, { mode });
    this.directories.add(path);
  }

  write(path: string, text: string, mode = 0o644): void {
    this.directory(dirname(path));
    writeFileSync(path, text, { mode });
    this.files.add(path);
  }

  save(): void {
    this.directory(dirname(this.#file), 0o700);
    this.files.add(this.#file);
    const record = {
      files: [...this.files],
      directories: [...this.directories],
      registry: [...this.registry],
    };
    writeFileSync(this.#file, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600 });
  }
}

function read(file: string): v.InferOutput<typeof recordSchema> {
  try {
    return v.parse(recordSchema, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { files: [], directories: [], registry: [] };
  }
}
