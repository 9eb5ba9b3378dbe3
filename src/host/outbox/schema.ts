/** The store's tables. `PRAGMA user_version` tells which of these steps a file has seen. */
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
];
