import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listening, startDaemon } from './daemon.ts';
import { inRoot, type Root } from './roots.ts';
import { password } from './webmails.ts';

/** Any user name logs in with the password. */
export const imapPort = 8143;
/** Inside the root. */
const home = '/srv/dovecot';

/** The IMAP server of every webmail in this root. */
export async function startDovecot(root: Root, logs: string, signal: AbortSignal): Promise<void> {
  mkdirSync(join(root.path, home), { recursive: true });
  writeFileSync(join(root.path, home, 'dovecot.conf'), dovecotConfig);
  await inRoot(root, `mkdir -p ${home}/mail; chown dovecot: ${home}/mail`);
  startDaemon('chroot', [root.path, 'dovecot', '-F', '-c', `${home}/dovecot.conf`], {
    signal,
    log: join(logs, 'dovecot.log'),
  });
  await listening('127.0.0.1', imapPort, signal);
}

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
  args = password=${password}
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
