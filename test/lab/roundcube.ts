import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listening, startDaemon } from './daemon.ts';
import { client, resolver, stations } from './network.ts';
import { inRoot, nameRoot, type Root } from './roots.ts';

/**
 * Where each skin of Roundcube is served, on the client's loopback: two hosts, because cookies know no ports.
 * Any user name logs in with the password.
 */
export const roundcube = {
  elastic: 'http://127.0.0.1:8001',
  larry: 'http://127.0.0.2:8001',
  password: 'secret',
} as const;

const imapPort = 8143;
/** Inside the root. */
const home = '/srv/roundcube';

/** Debian's Roundcube unchanged: only its configuration directory, its database and its logs are ours. */
export async function startRoundcube(root: Root, logs: string, signal: AbortSignal): Promise<void> {
  nameRoot(root, { ...client, resolvConf: `nameserver ${resolver}\n` });
  const at = (path: string) => join(root.path, home, path);
  for (const directory of ['config', 'logs', 'temp', 'sessions', 'mail'])
    mkdirSync(at(directory), { recursive: true });
  writeFileSync(at('config/config.inc.php'), roundcubeConfig);
  writeFileSync(at('dovecot.conf'), dovecotConfig);
  // Without these two copies it says "Oops... something went wrong!" and logs nothing.
  await inRoot(
    root,
    `cp /etc/roundcube/defaults.inc.php /etc/roundcube/mimetypes.php ${home}/config; chown dovecot: ${home}/mail`,
  );

  const chroot = (name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    startDaemon('chroot', [root.path, ...args], {
      signal,
      log: join(logs, `${name}.log`),
      env: { ...process.env, ...env },
    });
  chroot('dovecot', ['dovecot', '-F', '-c', `${home}/dovecot.conf`]);
  for (const skin of ['elastic', 'larry'] as const) {
    const php = ['php', '-d', `session.save_path=${home}/sessions`, '-S', new URL(roundcube[skin]).host];
    chroot(`roundcube-${skin}`, [...php, '-t', '/var/lib/roundcube/public_html'], {
      ROUNDCUBE_CONFIG_DIR: `${home}/config`,
      RC_SKIN: skin,
      PHP_CLI_SERVER_WORKERS: '4',
      TMPDIR: '/tmp',
    });
  }
  await listening('127.0.0.1', imapPort, signal);
  for (const origin of [roundcube.elastic, roundcube.larry]) {
    const { hostname, port } = new URL(origin);
    await listening(hostname, Number(port), signal);
  }
}

/** Its submission server is s1.test, which relays for the client without AUTH. A skin has a database of its own, made at first use. */
const roundcubeConfig = `<?php
$skin = getenv('RC_SKIN');
$config['skin'] = $skin;
$config['db_dsnw'] = "sqlite:///${home}/$skin.db?mode=0646";
$config['imap_host'] = '127.0.0.1:${imapPort}';
$config['smtp_host'] = '${stations[0]?.name}:25';
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
// Nor does it offer to restore what an earlier test left in a composer.
$config['compose_save_localstorage'] = 0;
// Addresses used before would be offered while the next one is typed.
$config['collected_recipients'] = '';
$config['collected_senders'] = '';
`;

const dovecotConfig = `
base_dir = /run/dovecot
state_dir = ${home}/mail
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_chars =
mail_location = maildir:${home}/mail/%u
mail_uid = dovecot
mail_gid = dovecot
first_valid_uid = 1
passdb {
  driver = static
  args = password=${roundcube.password}
}
userdb {
  driver = static
  args = uid=dovecot gid=dovecot home=${home}/mail/%u
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
namespace inbox {
  inbox = yes
  mailbox Drafts {
    auto = subscribe
    special_use = \\Drafts
  }
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Trash {
    auto = subscribe
    special_use = \\Trash
  }
}
`;
