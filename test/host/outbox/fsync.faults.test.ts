/**
 * fsync fails with EIO, as strace(1) injects it into the real process, at every commit of intake and of the runner in turn: what the disk
 * did not take is never called queued, and what the server may have is never called unsent.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Store } from '../../../src/host/outbox/store.ts';

interface Told {
  readonly id: string;
  /** It was not refused. */
  readonly queued: boolean;
  readonly state: string | null;
  /** How often the server took it. */
  readonly taken: number;
}

/** From which fsync on, and every how many: strides that fall on each of a message's four commits in turn. */
test.each(['12+3', '13+5', '14+7', '20+1'])(
  'Fault list 6, disk: EIO at fsync %s: never called queued, nothing lost, nothing twice',
  (when) => {
    const folder = mkdtempSync(join(tmpdir(), 'waypost-eio-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const log = join(folder, 'log');
    const ran = spawnSync(
      'strace',
      [
        ...['-f', '-qq', '-o', log, '-e', 'trace=fsync,fdatasync'],
        ...['-e', `inject=fsync,fdatasync:error=EIO:when=${when}`],
        ...[process.execPath, join(import.meta.dirname, 'disk-program.ts'), 'fsync fails', folder],
      ],
      { encoding: 'utf8', timeout: 120_000 },
    );
    expect(ran.error, 'strace is needed here (Debian: apt-get install strace)').toBeUndefined();
    expect(ran.status, ran.stderr.slice(-2000)).toBe(0);
    const injected = readFileSync(log, 'utf8').match(/\(INJECTED\)/g)?.length ?? 0;
    const told = JSON.parse(ran.stdout) as Told[];

    const store = new Store(join(folder, 'state'));
    onTestFinished(() => store.close());
    expect(store.notices()).toEqual([]);
    store.recover();
    for (const { id, queued, state, taken } of told) {
      const after = store.status(id)?.outcomes[0]?.state;
      if (queued) expect(after, 'called queued').toBeDefined();
      if (!queued) expect([state, taken], 'refused').toEqual([null, 0]);
      if (state === 'sent' || after === 'sent') expect(taken, 'called sent').toBe(1);
      if (after === 'deferred' || after === 'queued') expect(taken, after).toBe(0);
      expect(taken).toBeLessThanOrEqual(1);
    }
    // It did fail, at the intake and later.
    expect(injected).toBeGreaterThan(10);
    expect(told.some(({ queued }) => !queued)).toBe(true);
    if (when !== '20+1') expect(told.some(({ state }) => state === 'sent')).toBe(true);
    console.log(`EIO on fsync ${when}: ${injected} injected, ${injected} survived`);
  },
  130_000,
);
