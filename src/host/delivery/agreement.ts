/** A message for all or for none: transactions that wait for each other before any of them lets the message go. */

export interface Party {
  /** Whether all of its recipients were accepted; resolves with whether everybody's were, everywhere. */
  vote(accepted: boolean): Promise<boolean>;
  /** It will not vote any more: a no, unless it has voted. */
  leave(): void;
}

export class Agreement {
  readonly #missing = new Set<Party>();
  readonly #made = Promise.withResolvers<boolean>();

  /** All of them join before the first one votes. */
  join(): Party {
    const party: Party = {
      vote: (accepted) => {
        if (!accepted) this.#made.resolve(false);
        this.#missing.delete(party);
        if (this.#missing.size === 0) this.#made.resolve(true);
        return this.#made.promise;
      },
      leave: () => {
        if (this.#missing.has(party)) void party.vote(false);
      },
    };
    this.#missing.add(party);
    return party;
  }
}
