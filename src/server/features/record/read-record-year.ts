import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { readRecordYear as contract } from '#contract/record.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { marksOf } from '#server/stores/record/record-pages.ts';

const mostMarks = 1_000;

/** Twelve whole months, the running one last. */
export async function readRecordYear(
  { clientId }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  await findClient(visit.tx, visit.agencyId, clientId);
  const { today } = visit;
  const from = today.with({ day: 1 }).subtract({ months: 11 });
  const until = today.with({ day: today.daysInMonth });
  const marks = await marksOf(visit, { clientId, kinds: [], from, until }, mostMarks);
  return {
    from: from.toString(),
    until: until.toString(),
    marks: marks.map(({ entryId, kind, on }) => ({ entryId, kind, on: on.toString() })),
  };
}
