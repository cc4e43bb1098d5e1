import type { ClientId, SensitivityClass } from '#domain/people.ts';
import { higherClass } from '#domain/policy-clock/significant-changes.ts';
import type { Visit } from '#server/platform/shell.ts';
import { classesOfCases } from './care-teams.ts';
import { recordLowering } from './client-reviews-save.ts';
import { reviewClients } from './client-reviews.ts';

/** What new words about one client may carry, and whether the writer may know it. */
export type CaseClasses = { ofCase: SensitivityClass; seesAll: boolean };

export async function caseClasses(visit: Visit, clientId: ClientId): Promise<CaseClasses> {
  const ofCase = (await classesOfCases(visit.tx, [clientId])).get(clientId) ?? 'general';
  const client = (await reviewClients(visit, [clientId])).get(clientId);
  return { ofCase, seesAll: client?.seesAllClasses ?? false };
}

type Words = {
  aboutId: string;
  clientId: ClientId;
  class: SensitivityClass;
  /** The class that the words had before. */
  before?: SensitivityClass;
};

export async function noteLowering(visit: Visit, { ofCase }: CaseClasses, words: Words) {
  const { aboutId, clientId, class: to, before = 'general' } = words;
  const from = higherClass(ofCase, before);
  if (higherClass(from, to) === to) return;
  visit.touch(aboutId);
  await recordLowering(visit, { aboutId, clientId, from, to });
}
