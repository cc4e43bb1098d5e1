import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { recordPageSize, type readRecord as contract } from '#contract/record.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { olderThan, pageOfRecord, type Place } from '#server/stores/record/record-pages.ts';
import { aroundOf, entryView } from './entry-view.ts';

export async function readRecord(
  { clientId, kinds, until, after }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  await findClient(visit.tx, visit.agencyId, clientId);
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const wanted = { clientId, kinds, until: until ? Temporal.PlainDate.from(until) : undefined };
  const page = await pageOfRecord(visit, wanted, {
    after: after && placeOf(after),
    size: recordPageSize,
  });
  const around = await aroundOf(visit, clientId, timeZone);
  const older = page.next && (await olderThan(visit, wanted, page.next));
  return {
    entries: page.items.map((item) => entryView(item, around)),
    next: page.next && inText(page.next),
    older: older && { count: older.count, since: older.since.toString() },
    today: visit.at.toZonedDateTimeISO(timeZone).toPlainDate().toString(),
  };
}

const inText = ({ on, moment, entryId }: Place) =>
  `${on.toString()}_${moment.toString()}_${entryId}`;

const placeOf = ([on, moment, entryId]: [string, string, string]): Place => ({
  on: Temporal.PlainDate.from(on),
  moment: Temporal.Instant.from(moment),
  entryId,
});
