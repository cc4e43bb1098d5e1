import { dateKey } from './date-key.ts';

export const versionStates = ['draft', 'scheduled', 'active', 'retired'] as const;
export type VersionState = (typeof versionStates)[number];

export type PolicyVersion = {
  version: number;
  isDraft: boolean;
  effectiveFrom: Temporal.PlainDate;
  effectiveTo: Temporal.PlainDate | null;
};

/** What a version is on a day: this is never stored, because a day passes without anybody saying so. */
export function versionState(
  { isDraft, effectiveFrom, effectiveTo }: PolicyVersion,
  today: Temporal.PlainDate,
): VersionState {
  if (isDraft) return 'draft';
  if (dateKey(effectiveFrom) > dateKey(today)) return 'scheduled';
  return effectiveTo !== null && dateKey(effectiveTo) < dateKey(today) ? 'retired' : 'active';
}
