/** For whom the host sends, beside whom the composer names as its sender. Pure. */
import type { Idna } from '../../core/address/idna.ts';
import { parseRecipient } from '../../core/address/parse.ts';
import { canonical } from '../../core/address/write.ts';

type Identities = readonly { readonly address: string }[];

/** The composer's sender among the host's identities. */
export function identityOf(from: string | undefined, identities: Identities, idna: Idna): string | undefined {
  const parsed = from === undefined ? undefined : parseRecipient(from, { profile: 'input', idna });
  const address = parsed?.ok === true ? canonical(parsed.value).toLowerCase() : undefined;
  return identities.find((identity) => identity.address.toLowerCase() === address)?.address;
}

/** The same, else the first of them. */
export function identityFor(
  from: string | undefined,
  identities: Identities,
  idna: Idna,
): string | undefined {
  return identityOf(from, identities, idna) ?? identities[0]?.address;
}
