import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listening, startDaemon } from './daemon.ts';
import { imapPort } from './dovecot.ts';
import { client } from './network.ts';
import { inRoot, type Root } from './roots.ts';
import { roundcubes } from './webmails.ts';

/** Inside the root. */
const home = '/srv/roundcube';

/** Debian's Roundcube unchanged: only its configuration directory, its databases and its logs are ours. */
export async function startRoundcube(root: Root, logs: string, signal: AbortSignal): Promise<void> {
  const at = (path: string) => join(root.path, home, path);
  for (const directory of ['config', 'logs', 'temp', 'sessions'])
    mkdirSync(at(directory), { recursive: true });
  writeFileSync(at('config/config.inc.php'), roundcubeConfig);
  // Without these two copies it says "Oops... something went wrong!" and logs nothing.
  await inRoot(root, `cp /etc/roundcube/defaults.inc.php /etc/roundcube/mimetypes.php ${home}/config`);

  for (const [name, { origin, skin, smtp }] of Object.entries(roundcubes)) {
    const php = ['php', '-d', `session.save_path=${home}/sessions`, '-S', new URL(origin).host];
    startDaemon('chroot', [root.path, ...php, '-t', '/var/lib/roundcube/public_html'], {
      signal,
      log: join(logs, `roundcube-${name}.log`),
      env: {
        ...process.env,
        ROUNDCUBE_CONFIG_DIR: `${home}/config`,
        RC_NAME: name,
        RC_SKIN: skin,
        RC_SMTP: smtp,
        PHP_CLI_SERVER_WORKERS: '4',
        TMPDIR: '/tmp',
      },
    });
  }
  for (const { origin } of Object.values(roundcubes)) {
    const { hostname, port } = new URL(origin);
    await listening(hostname, Number(port), signal);
  }
}

/** The submission servers relay for the client without AUTH. Each has a database of its own, made at first use. */
const roundcubeConfig = `<?php
$name = getenv('RC_NAME');
$config['skin'] = getenv('RC_SKIN');
$config['db_dsnw'] = "sqlite:///${home}/$name.db?mode=0646";
$config['imap_host'] = '127.0.0.1:${imapPort}';
$config['smtp_host'] = getenv('RC_SMTP');
$config['smtp_user'] = '';
$config['smtp_pass'] = '';
$config['smtp_helo_host'] = '${client.name}';
$config['mail_domain'] = '${client.name}';
$config['des_key'] = 'twenty-four characters!!';
$config['plugins'] = [];
$config['enable_spellcheck'] = false;
$config['log_dir'] = '${home}/logs/';
$config['temp_dir'] = '${home}/temp/';
$config['drafts_mbox'] = 'Drafts';
$config['sent_mbox'] = 'Sent';
$config['trash_mbox'] = 'Trash';
$config['draft_autosave'] = 0;
// With its HTML editor where a message with HTML is answered.
$config['htmleditor'] = 2;
// Nor does it offer to restore what an earlier test left in a composer.
$config['compose_save_localstorage'] = 0;
// Addresses used before would be offered while the next one is typed.
$config['collected_recipients'] = '';
$config['collected_senders'] = '';
`;
