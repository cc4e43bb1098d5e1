import { counted } from '#domain/plurals.ts';
import { daysBetween } from '#domain/program-policy/date-key.ts';
import { clockView } from './clock-view.ts';
import type { AsOf, Enrollment, Facts, ReviewAttendee } from './facts.ts';
import { obligationKey } from './obligation-key.ts';
import { obligations } from './obligations.ts';
import { dayMonthYear } from './plain-words.ts';
import type { Satisfied } from './standing.ts';
import type { ObligationStatus } from './status-on.ts';

/** The conference that counts behind a duty: when it was held, by when it was due, and which of the key providers were there. */
export type TimelyEvidence = Satisfied & {
  /** Null where nothing was due of this duty until it was held. */
  wasDueOn: Temporal.PlainDate | null;
  /** Null where it is recorded elsewhere, and who was there is not on record here. */
  keyProviderIds: readonly string[] | null;
};

type Known = { enrollment: Enrollment; facts: Facts; when: AsOf };

/** The one that met the duty, or from which its date follows, or else the last that counts; null where none does yet. */
export function timelyEvidence(status: ObligationStatus, known: Known): TimelyEvidence | null {
  const held = clockView(known.enrollment, known.facts, known.when)?.held ?? [];
  const own = status.satisfied?.id ?? status.anchor?.id ?? null;
  const found = held.find(({ id }) => id === own) ?? held.at(-1);
  if (found === undefined) return null;
  const { by, id, heldOn, review } = found;
  return {
    by,
    id,
    heldOn,
    wasDueOn: dueBefore(status, { by, id, heldOn }, known),
    keyProviderIds: review === null ? null : keyProvidersOf(review.attendees),
  };
}

const keyProvidersOf = (attendees: readonly ReviewAttendee[]) =>
  attendees.flatMap((each) => (each.attended && each.isKeyProvider ? [each.personId] : []));

/** What the same duty asked for on that day, had this conference not been held. */
function dueBefore(
  status: ObligationStatus,
  held: Satisfied,
  { enrollment, facts, when: { asKnownAt } }: Known,
): Temporal.PlainDate | null {
  if (status.satisfied?.id === held.id) return status.dueOn;
  if (status.anchor?.id !== held.id) return null;
  const others = <Fact extends { id: string }>(all: readonly Fact[]) =>
    all.filter(({ id }) => id !== held.id);
  const without = {
    ...facts,
    reviews: others(facts.reviews),
    elsewhere: others(facts.elsewhere),
  };
  const before = obligations(enrollment, without, { asOf: held.heldOn, asKnownAt });
  return before.find((each) => obligationKey(each) === obligationKey(status))?.dueOn ?? null;
}

/** "Held 1 Mar 2026, in time, 13 days before it was due" */
export function heldInWords({ heldOn, wasDueOn }: TimelyEvidence): string {
  const held = `Held ${dayMonthYear(heldOn)}`;
  return wasDueOn === null ? held : `${held}, ${timeliness(daysBetween(heldOn, wasDueOn))}`;
}

function timeliness(daysEarly: number): string {
  if (daysEarly === 0) return 'in time, on the day it was due';
  return daysEarly > 0
    ? `in time, ${counted(daysEarly, 'day')} before it was due`
    : `${counted(-daysEarly, 'day')} after it was due`;
}

/** To whoever may not be told all who were there, those alone whom they are shown, so that nobody counts the others; null where they are shown nobody. */
export function toldKeyProvidersInWords(names: readonly string[] | null): string {
  if (names === null) return 'Who was there is told to those who have the case or oversee it';
  return names.length === 0
    ? 'No key provider who is shown to you was there'
    : `With ${names.join(', ')}, of the key providers who are shown to you`;
}

/** Names where the reader may know all of them; their number where not, so that some never pass for everybody. */
export function keyProvidersInWords(
  { keyProviderIds }: TimelyEvidence,
  names: readonly string[] | null,
): string {
  if (keyProviderIds === null) return 'Who was there is not on record here';
  if (keyProviderIds.length === 0) return 'No key provider was there';
  if (names?.length === keyProviderIds.length)
    return `With ${names.length === 1 ? 'the key provider' : 'the key providers'} ${names.join(', ')}`;
  return keyProviderIds.length === 1
    ? 'A key provider was there'
    : `${counted(keyProviderIds.length, 'key provider')} were there`;
}
