/**
 * What the demo's webmail takes for a recipient: the rule that browsers give to <input type="email">, which many webmails
 * share. So plain, percent and bang-with-"@" pass, and a source route never does.
 */

const mailbox =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

export interface TakenRecipients {
  readonly addresses: readonly string[];
  /** Entries that are none, as typed. */
  readonly invalid: readonly string[];
}

/** A field's text: entries between commas, each `address` or `Name <address>`. */
export function takeRecipients(text: string): TakenRecipients {
  const addresses: string[] = [];
  const invalid: string[] = [];
  for (const entry of text.split(/[,;]/).map((part) => part.trim())) {
    if (entry === '') continue;
    const address = /^[^<>]*<([^<>]*)>$/.exec(entry)?.[1]?.trim() ?? entry;
    if (mailbox.test(address) && address.length <= 254) addresses.push(address);
    else invalid.push(entry);
  }
  return { addresses, invalid };
}
