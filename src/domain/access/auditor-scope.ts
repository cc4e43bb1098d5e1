import { dateInWords, listInWords } from '#domain/words.ts';
import type { Role } from './abilities.ts';

/** The days, both included, of what an auditor reads. */
export type AuditPeriod = { from: Temporal.PlainDate; until: Temporal.PlainDate };

/** A sample of clients; the seed with which it was drawn, or null where each was chosen. */
export type AuditSample = { howMany: number; seed: string | null };

/** Of what an auditor reads: null stands for every program, for any day and for everybody. */
export type AuditorScope = {
  programs: readonly string[] | null;
  period: AuditPeriod | null;
  /** The number of the sample. */
  sample: string | null;
};

export const ofEverything: AuditorScope = { programs: null, period: null, sample: null };

export function isSameScope(one: AuditorScope, other: AuditorScope): boolean {
  return (
    isSamePrograms(one.programs, other.programs) &&
    isSamePeriod(one.period, other.period) &&
    one.sample === other.sample
  );
}

const isSamePrograms = (one: AuditorScope['programs'], other: AuditorScope['programs']): boolean =>
  one === null || other === null
    ? one === other
    : one.length === other.length && one.every((each) => other.includes(each));

const isSamePeriod = (one: AuditPeriod | null, other: AuditPeriod | null): boolean =>
  one === null || other === null
    ? one === other
    : one.from.equals(other.from) && one.until.equals(other.until);

/** Whoever oversees by another role reads past every such limit: it would be there for show. */
export const limitsInVain = (roles: readonly Role[], { period, sample }: AuditorScope): boolean =>
  (period !== null || sample !== null) &&
  (roles.includes('supervisor') || roles.includes('administrator'));

export const isWithin = (day: Temporal.PlainDate, { from, until }: AuditPeriod): boolean =>
  Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, until) <= 0;

export const periodInWords = ({ from, until }: AuditPeriod): string =>
  from.equals(until) ? dateInWords(from) : `${dateInWords(from)} to ${dateInWords(until)}`;

export function sampleInWords(sample: AuditSample | undefined): string {
  if (sample === undefined) return 'a sample';
  const { howMany, seed } = sample;
  return seed === null
    ? `a sample of ${howMany}`
    : `a sample of ${howMany} drawn with seed ${seed}`;
}

/** What follows the word auditor. */
export function scopeInWords(
  { programs, period, sample }: AuditorScope,
  {
    nameOf,
    samples,
  }: { nameOf: (programId: string) => string; samples: ReadonlyMap<string, AuditSample> },
): string {
  const names = (programs ?? []).map(nameOf).toSorted();
  return [
    names.length > 0 ? ` of ${listInWords(names)}` : '',
    sample === null ? '' : `, ${sampleInWords(samples.get(sample))},`,
    period === null ? '' : ` for ${periodInWords(period)}`,
  ].join('');
}
