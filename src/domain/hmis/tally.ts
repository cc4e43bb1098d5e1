import type { FileCount } from './hmis-data.ts';
import type { PlanCount, SkipReason } from './import-plan.ts';

export type Action = 'make' | 'match' | 'update' | 'unchanged';

/** A fingerprint that nothing has: of what stands here though no import wrote it. */
export const adopted = 'adopted';

/** Counts one kind, and decides by fingerprint what is new, what has changed and what may stay. */
export class Tally {
  readonly #known: ReadonlyMap<string, string>;
  readonly #skipped = new Map<SkipReason, number>();
  #counts = { read: 0, make: 0, match: 0, update: 0, unchanged: 0 };

  constructor(known: ReadonlyMap<string, string>) {
    this.#known = known;
  }

  /** Rows that never became records. */
  startWith({ deleted, unreadable, withoutKey, twice }: FileCount) {
    this.skip('deleted-in-hmis', deleted);
    this.skip('row-unreadable', unreadable);
    this.skip('without-identifier', withoutKey);
    this.skip('identifier-twice', twice);
  }

  skip(reason: SkipReason, howMany = 1) {
    if (howMany === 0) return;
    this.#counts.read += howMany;
    this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + howMany);
  }

  /** `known` where only the fingerprint can tell more. */
  standingOf(externalId: string): 'make' | 'match' | 'known' {
    const before = this.#known.get(externalId);
    if (before === undefined) return 'make';
    return before === adopted ? 'match' : 'known';
  }

  actionOf(externalId: string, fingerprint: string): Action {
    const standing = this.standingOf(externalId);
    if (standing !== 'known') return standing;
    return this.#known.get(externalId) === fingerprint ? 'unchanged' : 'update';
  }

  take(externalId: string, fingerprint: string) {
    this.#counts.read += 1;
    this.#counts[this.actionOf(externalId, fingerprint)] += 1;
  }

  count(isRefused: boolean): PlanCount {
    const { read, make, match, update, unchanged } = this.#counts;
    if (isRefused)
      return {
        read,
        made: 0,
        matched: 0,
        updated: 0,
        unchanged: 0,
        skipped: new Map(read ? [['file-refused', read]] : []),
      };
    return {
      read,
      made: make,
      matched: match,
      updated: update,
      unchanged,
      skipped: this.#skipped,
    };
  }
}
