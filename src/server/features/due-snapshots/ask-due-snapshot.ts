import type { askDueSnapshot as contract } from '#contract/due-snapshots.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { isWithin, periodInWords } from '#domain/access/auditor-scope.ts';
import { enqueue } from '#server/platform/jobs.ts';
import { badInput } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { auditedDays } from '#server/stores/audit/audited-programs.ts';
import { addSnapshot, type SnapshotQuestion } from '#server/stores/clock/due-snapshots.ts';
import { programRulesOf } from '#server/stores/clock/clock-facts.ts';
import { looksBackOn } from './looks-back-on.ts';

type Asked = InputOf<typeof contract>;

export async function askDueSnapshot(
  asked: Asked,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const question = await questionOf(asked, visit);
  const snapshotId = await addSnapshot(visit, question);
  await enqueue(visit, 'take-due-snapshot', { snapshotId });
  visit.touch(snapshotId);
  return { snapshotId };
}

async function questionOf(
  { asOf, knowledge, programId }: Asked,
  visit: Visit,
): Promise<SnapshotQuestion> {
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const on = Temporal.PlainDate.from(asOf);
  const today = visit.at.toZonedDateTimeISO(timeZone).toPlainDate();
  if (Temporal.PlainDate.compare(on, today) > 0)
    throw badInput('asOf', 'That day has not come yet. Choose today or an earlier day.');
  const days = await auditedDays(visit);
  if (days !== null && !isWithin(on, days))
    throw badInput('asOf', `You come for ${periodInWords(days)}. Choose a day of it.`);
  if (programId !== null && !(await mayAskFor(visit, programId)))
    throw badInput('programId', 'Choose a program from the list.');
  const endOfDay = on.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  const isOver = Temporal.Instant.compare(endOfDay, visit.at) < 0;
  const knownAt = knowledge === 'then' && isOver ? endOfDay : visit.at;
  return { asOf: on, knowledge, knownAt, programId };
}

const mayAskFor = async (visit: Visit, programId: string) =>
  (await looksBackOn(visit))(programId) &&
  (await programRulesOf(visit, [programId])).has(programId);
