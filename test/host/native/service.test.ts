import { expect, test } from 'vitest';
import { serviceFor } from '../../../src/host/native/service.ts';

const where = {
  wrapper: '/home/a b/100%/"x"/waypost',
  program: '/home/a b/program',
  env: { HOME: '/home/a b', XDG_CONFIG_HOME: '/home/a b/.config' },
};

test('systemd: in the manager of the user, quoted as systemd.syntax(7) wants it', () => {
  const { path, text, start } = serviceFor(where, 'linux');
  expect(path).toBe('/home/a b/.config/systemd/user/waypost.service');
  expect(text).toContain('ExecStart="/home/a b/100%%/\\"x\\"/waypost" serve\n');
  expect(text).toContain('WantedBy=default.target');
  expect(start).toContain('systemctl --user enable --now waypost.service');
});

test.each(['darwin', 'win32'] as const)('%s: well-formed, the path escaped', (platform) => {
  const { text } = serviceFor({ ...where, wrapper: '/home/<a & b>/waypost' }, platform);
  expect(text).toContain('/home/&lt;a &amp; b&gt;/waypost');
  const opened = [...text.matchAll(/<([a-zA-Z]+)(?: [^>]*)?>/g)].map(([, name]) => name).toSorted();
  const closed = [...text.matchAll(/<\/([a-zA-Z]+)>/g)].map(([, name]) => name).toSorted();
  expect(closed).toEqual(opened);
});
