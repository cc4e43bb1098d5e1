import { sensitivityClasses, type ClientId, type SensitivityClass } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { classesOfCases } from '#server/stores/care-teams.ts';
import { recordLowering } from '#server/stores/client-reviews-save.ts';
import { reviewClients } from '#server/stores/client-reviews.ts';

/** What new words about one client may carry, and whether the writer may know it. */
export type CaseClasses = { ofCase: SensitivityClass; seesAll: boolean };

export async function caseClasses(visit: Visit, clientId: ClientId): Promise<CaseClasses> {
  const ofCase = (await classesOfCases(visit.tx, [clientId])).get(clientId) ?? 'general';
  const client = (await reviewClients(visit, [clientId])).get(clientId);
  return { ofCase, seesAll: client?.seesAllClasses ?? false };
}

/** New words take the highest class of the case; only who may read all of the case may say that they are less. */
export function chooseClass(
  { ofCase, seesAll }: CaseClasses,
  wanted: SensitivityClass | null,
): SensitivityClass {
  if (wanted === null) return ofCase;
  return ofCase === 'general' || seesAll ? wanted : ofCase;
}

export const choicesOf = ({ ofCase, seesAll }: CaseClasses): SensitivityClass[] =>
  seesAll ? [ofCase, ...sensitivityClasses.filter((each) => each !== ofCase)] : ['general'];

/** A class is itself restricted information: who may not read all of the case is shown none. */
export const shownClass = (seesAll: boolean, actual: SensitivityClass): SensitivityClass =>
  seesAll ? actual : 'general';

type Words = { aboutId: string; clientId: ClientId; class: SensitivityClass };

export async function noteLowering(visit: Visit, { ofCase }: CaseClasses, words: Words) {
  if (ofCase === 'general' || words.class === ofCase) return;
  visit.touch(words.aboutId);
  await recordLowering(visit, { ...words, from: ofCase, to: words.class });
}
