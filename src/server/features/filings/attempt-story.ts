import type { AttemptStory, NamedPerson } from '#domain/filing/artifact-text.ts';
import { channelInWords, nextStepInWords, outcomeInWords } from '#domain/attempts/attempt-words.ts';
import { personKey, type PersonRef } from '#domain/people.ts';
import { dateInWords, momentInWords } from '#domain/words.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { attemptsByIds } from '#server/stores/contacts/attempts.ts';
import { peopleAsOf, type KnownPerson } from '#server/stores/conferences/attendees.ts';
import { factNotesOf } from '#server/stores/fact-notes-read.ts';
import { withWhomAsked } from '#server/stores/record/who-serves.ts';
import type { Fileable } from './filing-rows.ts';
import { allWithTitles, readsWhole } from '#server/stores/conferences/colleague-titles.ts';

/** A person as they were then, a client by the word of the program; somebody whom the asker may not see keeps their place. */
export const personIn = (
  people: ReadonlyMap<string, KnownPerson>,
  person: PersonRef,
  clientWord = 'client',
): NamedPerson => {
  const known = people.get(personKey(person));
  return {
    name: known?.name ?? 'Somebody',
    title: person.kind === 'client' ? `the ${clientWord}` : (known?.title ?? ''),
    agency: known?.agency ?? '',
  };
};

export async function attemptStory(
  visit: Visit,
  { fact, policy, timeZone }: Pick<Fileable, 'fact' | 'policy' | 'timeZone'>,
): Promise<AttemptStory> {
  const found = [...(await attemptsByIds(visit, [fact.aboutId])).values()];
  const [attempt] = await withWhomAsked(visit, found);
  if (!attempt) throw new Refused('not-found');
  const by: PersonRef = { kind: 'staff', id: attempt.recordedBy ?? '' };
  const known = [attempt.to, ...(attempt.recordedBy === null ? [] : [by])];
  const people = allWithTitles(
    visit,
    await peopleAsOf(visit, known, { on: attempt.on, knownAt: visit.at }),
    await readsWhole(visit, [attempt.clientId]),
  );
  const recorded = attempt.recordedAt.toZonedDateTimeISO(timeZone);
  return {
    when: dateInWords(attempt.on),
    conference: policy.vocabulary.conference,
    asked: personIn(people, attempt.to, policy.vocabulary.client),
    by: personIn(people, by, policy.vocabulary.client),
    channel: channelInWords(attempt.channel),
    outcome: outcomeInWords(attempt.outcome),
    nextStep: nextStepInWords(attempt.nextStep),
    note: (await factNotesOf(visit, [attempt.attemptId])).get(attempt.attemptId) ?? '',
    recordedAt: momentInWords(recorded),
  };
}
