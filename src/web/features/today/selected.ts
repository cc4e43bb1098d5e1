import type { DueRow } from '#contract/today.ts';

export type SelectedRow = Pick<DueRow, 'id' | 'enrollmentId' | 'clientId' | 'name' | 'diedOn'>;

/** What is selected, by row: whom to plan for, and whom to do something else about at once. */
export type Selected = ReadonlyMap<string, SelectedRow>;

/** A duty is named by its enrollment and its key within it. */
export const keyOf = ({ id, enrollmentId }: Pick<DueRow, 'id' | 'enrollmentId'>) =>
  id.slice(enrollmentId.length + 1);
