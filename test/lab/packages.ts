import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, mount, type Root } from './roots.ts';

/** Every Sendmail shares this installation. sensible-mda and procmail put a message into the mailbox; they are only "recommended". */
export const sendmailPackages = ['sendmail-bin', 'sendmail-cf', 'sensible-mda', 'procmail', 'm4'];

/** php-fpm because php wants it or Apache; no MTA comes with these. */
export const webmailPackages = [
  ...['php-cli', 'php-fpm', 'php-sqlite3', 'php-intl', 'php-mbstring', 'php-xml', 'php-curl', 'php-gd'],
  ...[
    'dovecot-imapd',
    'roundcube-core',
    'roundcube-sqlite3',
    'roundcube-skin-larry',
    'roundcube-skin-classic',
  ],
  ...['sogo', 'memcached', 'postgresql'],
];

/**
 * Installs Debian packages in the root, services never started.
 * @param cache a directory that keeps the downloaded packages for the next run; one per root, because apt locks it
 */
export async function install(root: Root, packages: readonly string[], cache: string): Promise<void> {
  mkdirSync(join(cache, 'partial'), { recursive: true });
  mkdirSync(join(root.path, 'var/cache/apt/archives'), { recursive: true });
  await mount('--bind', cache, join(root.path, 'var/cache/apt/archives'));
  forNobody(root);

  const apt = [
    'apt-get -q -y --no-install-recommends -o APT::Sandbox::User=root -o Acquire::Retries=3',
    '-o DPkg::Lock::Timeout=600 -o DPkg::Path=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin',
    '-o Dpkg::Options::=--force-unsafe-io',
  ].join(' ');
  // The lists of packages may be missing or too old: then fetch them. Preseeded: Roundcube gets its database from us.
  await inRoot(
    root,
    `echo 'roundcube-core roundcube/dbconfig-install boolean false' | debconf-set-selections
     install='${apt} install ${packages.join(' ')}'
     $install || { ${apt} update && $install; }`,
    { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' } },
  );
}

/** What a package does for the people who will use a machine takes longer than all else (46 s, 18 s without): nobody will. */
function forNobody(root: Root): void {
  const at = (path: string) => join(root.path, path);
  const script = (path: string, text: string) => {
    rmSync(at(path), { force: true });
    writeFileSync(at(path), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  };
  // Debian's word for "start no service" (invoke-rc.d(8)).
  script('usr/sbin/policy-rc.d', 'exit 101');
  // ucf(1) asks what shall become of a configuration file that somebody changed; here it is always the new one.
  script('usr/local/sbin/ucf', 'for last; do from=$to to=$last; done\nexec cp -f "$from" "$to"');
  script('usr/local/sbin/ucfr', 'exit 0');
  // The index of manual pages.
  rmSync(at('var/lib/man-db/auto-update'), { force: true });
  // Sendmail would masquerade as this: write it into addresses that name the server itself.
  rmSync(at('etc/mailname'), { force: true });
  // Container images throw every downloaded package away at once.
  rmSync(at('etc/apt/apt.conf.d/docker-clean'), { force: true });
}
