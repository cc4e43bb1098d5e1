import type { listConferences as endpoint } from '#contract/conferences/plan.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { personKey } from '#domain/people.ts';
import { spanInWords } from '#domain/words.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import {
  conferencePage,
  type ListedConference,
} from '#server/stores/conferences/conferences-list.ts';

const size = 30;

export async function listConferences(
  { view, clientId, after }: InputOf<typeof endpoint>,
  visit: Visit,
) {
  const rows = await conferencePage(visit, {
    view,
    clientId,
    after: after === undefined ? null : { at: after[0], id: after[1] },
    size: size + 1,
  });
  const page = rows.slice(0, size);
  const facilitators = page.flatMap(({ facilitatorId: id }) =>
    id === null ? [] : [{ kind: 'staff', id } as const],
  );
  const { today } = visit;
  const people = await peopleAsOf(visit, facilitators, { on: today, knownAt: visit.at });
  visit.touch(...page.flatMap((row) => row.clients.map((client) => client.clientId)));
  return {
    conferences: page.map(hourless).map((row) => ({
      ...row,
      startsAt: row.startsAt?.toString() ?? null,
      inWords: inWords(row),
      facilitatorName:
        people.get(personKey({ kind: 'staff', id: row.facilitatorId ?? '' }))?.name ?? null,
    })),
    next: rows.length > size ? (page.at(-1)?.place ?? null) : null,
  };
}

/** What is written by email has a day only once somebody answers, and no hour. */
const hourless = (row: ListedConference): ListedConference =>
  row.mode === 'email' && row.state !== 'draft' && row.state !== 'scheduled'
    ? { ...row, startsAt: null }
    : row;

function inWords({ startsAt, minutes, timeZone }: ListedConference): string | null {
  if (startsAt === null || minutes === null) return null;
  const start = startsAt.toZonedDateTimeISO(timeZone);
  return spanInWords(start, start.add({ minutes }));
}
