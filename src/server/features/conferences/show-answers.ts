import { personKey, type PersonRef } from '#domain/people.ts';
import { momentInWords } from '#domain/words.ts';
import type { Visit } from '#server/platform/shell.ts';
import { answersOf } from '#server/stores/conferences/answers.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';

const staff = (id: string): PersonRef => ({ kind: 'staff', id });

/** How each answer came, in words: they gave it themselves, or a colleague heard it and entered it. */
export async function answersInWords(
  visit: Visit,
  { conference, timeZone, asKnown }: Pick<StoredConference, 'conference' | 'timeZone' | 'asKnown'>,
): Promise<Map<string, string>> {
  const answers = await answersOf(visit, conference.id);
  const entered = [...answers.values()].flatMap(({ by }) => (by === null ? [] : [staff(by)]));
  const people = await peopleAsOf(visit, entered, asKnown);
  return new Map(
    [...answers].map(([who, { at, by }]) => {
      const when = momentInWords(at.toZonedDateTimeISO(timeZone));
      if (by === null) return [who, `Answered by the link in their mail, ${when}`];
      const key = personKey(staff(by));
      return key === who
        ? [who, `Answered here, ${when}`]
        : [who, `Entered by ${people.get(key)?.name ?? 'a colleague'}, ${when}`];
    }),
  );
}
