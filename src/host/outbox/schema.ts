/** The store's tables. `PRAGMA user_version` tells which of these steps a file has seen; foreign keys are not looked at meanwhile. */
export const migrations: readonly string[] = [
  `CREATE TABLE messages (
     id TEXT PRIMARY KEY,
     created TEXT NOT NULL,
     subject TEXT NOT NULL,
     message_id TEXT NOT NULL,
     sender TEXT NOT NULL,
     ehlo TEXT NOT NULL,
     this_hosts TEXT NOT NULL, -- a JSON array of names
     octets BLOB NOT NULL
   ) STRICT;
   CREATE TABLE recipients (
     message TEXT NOT NULL REFERENCES messages (id),
     position INTEGER NOT NULL,
     path TEXT NOT NULL,
     state TEXT NOT NULL,
     -- 1 from the moment when a server may have accepted the message for this recipient
     released INTEGER NOT NULL DEFAULT 0,
     reason TEXT,
     server TEXT,
     reply TEXT,
     step TEXT,
     PRIMARY KEY (message, position)
   ) STRICT;
   CREATE INDEX recipients_by_state ON recipients (state);
   CREATE TABLE transcript (
     message TEXT NOT NULL REFERENCES messages (id),
     position INTEGER NOT NULL,
     at INTEGER NOT NULL,
     mark TEXT NOT NULL,
     text TEXT NOT NULL,
     server TEXT,
     PRIMARY KEY (message, position)
   ) STRICT;
   CREATE TABLE aliases (
     message TEXT NOT NULL REFERENCES messages (id),
     station TEXT NOT NULL,
     names TEXT NOT NULL,
     PRIMARY KEY (message, station)
   ) STRICT;`,
  `ALTER TABLE messages ADD COLUMN digest TEXT; -- SHA-256 of what is sent and to whom; absent in what came before it
   ALTER TABLE messages ADD COLUMN late INTEGER NOT NULL DEFAULT 0; -- 1 once the person was told that it is late
   ALTER TABLE messages ADD COLUMN purged_at INTEGER; -- the octets are gone since
   ALTER TABLE recipients ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE recipients ADD COLUMN first_at INTEGER; -- of the first attempt, for the hourly cap
   -- Wall time of the next attempt; absent where none follows by itself. What was deferred before there were retries stays so.
   ALTER TABLE recipients ADD COLUMN next_at INTEGER;
   UPDATE recipients SET next_at = 0 WHERE state IN ('queued', 'sending');
   -- Milliseconds of waiting so far, and the wall time when that was written.
   ALTER TABLE recipients ADD COLUMN age INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE recipients ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE recipients ADD COLUMN settled_at INTEGER;
   ALTER TABLE recipients ADD COLUMN way TEXT;
   ALTER TABLE recipients ADD COLUMN decided INTEGER NOT NULL DEFAULT 0; -- 1: the person leaves a maybe-sent as it is; 2: it went once more
   -- 1: a blind copy, in a transaction of its own.
   ALTER TABLE recipients ADD COLUMN apart INTEGER NOT NULL DEFAULT 0;
   -- A JSON array: hosts and addresses that did not take it.
   ALTER TABLE recipients ADD COLUMN tried TEXT;
   ALTER TABLE transcript ADD COLUMN took INTEGER; -- milliseconds, of a reply
   -- What was found damaged and set aside.
   CREATE TABLE notices (at INTEGER NOT NULL, path TEXT NOT NULL, detail TEXT NOT NULL) STRICT;`,
  // Messages get numbers by which the other tables know them: what is written together then lies together, and a commit that settles
  // ten messages writes a few pages instead of one for each row.
  `CREATE TABLE numbered (
     number INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     created TEXT NOT NULL,
     subject TEXT NOT NULL,
     message_id TEXT NOT NULL,
     sender TEXT NOT NULL,
     ehlo TEXT NOT NULL,
     this_hosts TEXT NOT NULL,
     digest TEXT,
     late INTEGER NOT NULL DEFAULT 0,
     purged_at INTEGER,
     octets BLOB NOT NULL
   ) STRICT;
   INSERT INTO numbered (id, created, subject, message_id, sender, ehlo, this_hosts, digest, late, purged_at, octets)
     SELECT id, created, subject, message_id, sender, ehlo, this_hosts, digest, late, purged_at, octets FROM messages ORDER BY rowid;
   DROP TABLE messages;
   ALTER TABLE numbered RENAME TO messages;
   CREATE TABLE addressed (
     message INTEGER NOT NULL REFERENCES messages (number),
     position INTEGER NOT NULL,
     path TEXT NOT NULL,
     state TEXT NOT NULL,
     released INTEGER NOT NULL DEFAULT 0,
     reason TEXT,
     server TEXT,
     reply TEXT,
     step TEXT,
     attempts INTEGER NOT NULL DEFAULT 0,
     first_at INTEGER,
     next_at INTEGER,
     age INTEGER NOT NULL DEFAULT 0,
     seen_at INTEGER NOT NULL DEFAULT 0,
     settled_at INTEGER,
     way TEXT,
     decided INTEGER NOT NULL DEFAULT 0,
     apart INTEGER NOT NULL DEFAULT 0,
     tried TEXT,
     PRIMARY KEY (message, position)
   ) STRICT;
   INSERT INTO addressed
     SELECT number, position, path, state, released, reason, server, reply, step, attempts, first_at, next_at, age, seen_at, settled_at,
       way, decided, apart, tried
     FROM recipients JOIN messages ON recipients.message = messages.id ORDER BY number, position;
   DROP TABLE recipients;
   ALTER TABLE addressed RENAME TO recipients;
   CREATE TABLE said (
     message INTEGER NOT NULL REFERENCES messages (number),
     position INTEGER NOT NULL,
     lines TEXT NOT NULL, -- a JSON array of what was written at once
     PRIMARY KEY (message, position)
   ) STRICT;
   INSERT INTO said
     SELECT number, 0, json_group_array(
       -- The patch leaves the absent ones away (RFC 7396).
       json_patch('{}', json_object('at', at, 'mark', mark, 'text', text, 'took', took, 'server', server)) ORDER BY position)
     FROM transcript JOIN messages ON transcript.message = messages.id GROUP BY number;
   DROP TABLE transcript;
   ALTER TABLE said RENAME TO transcript;
   CREATE TABLE named (
     message INTEGER NOT NULL REFERENCES messages (number),
     station TEXT NOT NULL,
     names TEXT NOT NULL,
     PRIMARY KEY (message, station)
   ) STRICT, WITHOUT ROWID;
   INSERT INTO named SELECT number, station, names FROM aliases JOIN messages ON aliases.message = messages.id;
   DROP TABLE aliases;
   ALTER TABLE named RENAME TO aliases;`,
];

/** For the statements: the message whose id is the next parameter. */
export const ofMessage = 'message = (SELECT number FROM messages WHERE id = ?)';
