/** Which of a draft's recipients were given the same message before, by whatever way. */
import type { Idna } from '../../core/address/idna.ts';
import type { Earlier, FrozenDraft } from '../background/api.ts';
import { itineraryOfPath } from './routes.ts';

export interface SentBefore {
  readonly at: Date;
  /** Those of the draft's paths. */
  readonly paths: readonly string[];
}

/** The newest of those earlier messages that went to one of them; undefined where none did. */
export function sentBefore(
  { draft }: FrozenDraft,
  earlier: readonly Earlier[],
  idna: Idna,
): SentBefore | undefined {
  for (const { at, paths } of earlier) {
    const had = new Set(paths.map((path) => mailboxOf(path, idna)));
    const again = draft.recipients.map(({ path }) => path).filter((path) => had.has(mailboxOf(path, idna)));
    if (again.length > 0) return { at: new Date(at), paths: again };
  }
  return undefined;
}

/** RFC 5321 §2.4: the domain without regard to case, the local part exactly. */
function mailboxOf(path: string, idna: Idna): string {
  const itinerary = itineraryOfPath(path, idna);
  if (itinerary === undefined) return path;
  return `${itinerary.localPart}@${itinerary.domain.toLowerCase()}`;
}
