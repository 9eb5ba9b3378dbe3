/** The sizes that both sides hold to. Apart from the schemas, which a content script has no use for. */

/** Octets of JSON. The browser caps what a host sends at 1 MiB; what it accepts from the page we cap ourselves. */
export const limits = {
  fromHost: 1024 * 1024,
  toHost: 16 * 1024 * 1024,
  /** Hosts and addresses of an outcome, and what is said of each: a hundred outcomes must fit into one message to the browser. */
  tried: 10,
  triedDetail: 120,
  recipients: 100,
  /** What is read of one field of a composer: far over what a message may be sent to. */
  fieldRecipients: 1000,
  subject: 2_000,
  text: 8 * 1024 * 1024,
  html: 8 * 1024 * 1024,
  /** Files that go along: how many, and the octets of all together, before they are encoded. */
  files: 50,
  fileOctets: 25 * 1024 * 1024,
  /** Octets of a file in one message. A multiple of three, so that base64 ends with no filling between two. */
  chunk: 384 * 1024,
} as const;
