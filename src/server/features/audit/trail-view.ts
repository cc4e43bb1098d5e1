import { operationInWords } from '#domain/audit/operation-words.ts';
import { personKey } from '#domain/people.ts';
import { momentInWords } from '#domain/words.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import type { TrailKey, TrailLine } from '#server/stores/audit/audit-trail.ts';
import { withTitles } from '#server/stores/conferences/colleague-titles.ts';

/** Lines with names and words in place of ids and addresses. */
export async function inWords<Line extends TrailLine>(
  visit: Visit,
  lines: readonly Line[],
  isToldTitle: (line: Line) => boolean,
) {
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const today = visit.at.toZonedDateTimeISO(timeZone).toPlainDate();
  const ids = [...new Set(lines.flatMap(({ actorId }) => actorId ?? []))];
  const people = await peopleAsOf(
    visit,
    ids.map((id) => ({ kind: 'staff' as const, id })),
    { on: today, knownAt: visit.at },
  );
  return lines.map((line) => {
    const { auditId, at, actorId, operation } = line;
    const found = people.get(personKey({ kind: 'staff', id: actorId ?? '' }));
    const known = found && withTitles(visit, isToldTitle(line))(found);
    const local = at.toZonedDateTimeISO(timeZone);
    return {
      auditId,
      atInWords: momentInWords(local),
      on: local.toPlainDate().toString(),
      who: {
        name: known?.name ?? (actorId === null ? 'Nobody signed in' : 'Somebody'),
        title: known?.title ?? '',
      },
      inWords: operationInWords(operation),
    };
  });
}

export const keyOf = ({ at, auditId }: TrailLine) => `${at.toString()}_${auditId}`;

export const keyIn = (after: readonly [string, string] | undefined): TrailKey | null =>
  after === undefined ? null : { at: after[0], id: after[1] };
