import type { Conference } from '#domain/conference/conference.ts';
import type { ClientReview } from '#domain/conference/client-review.ts';
import { shownAttendees } from '#domain/conference/shown-attendees.ts';
import type { ClientId } from '#domain/people.ts';
import type { ModeReason } from '#domain/conference/mode-reasons.ts';
import { versionOf } from '#server/platform/seen-version.ts';

type Plan = {
  conference: Conference;
  timeZone: string;
  joinLink: string;
  modeReason: ModeReason | null;
  isInternal: boolean;
  hidden: ReadonlySet<unknown>;
  clientAbsence: ReadonlyMap<string, string>;
};
type Sight = {
  mayChange: boolean;
  clients: ReadonlyMap<ClientId, { readsWholeCase: boolean }>;
};

/**
 * The plan as this asker reads it (0610): a change that they may not know of moves nothing. Whoever writes over it sees everybody in it,
 * and the words that they do not see are not written over.
 */
export function planVersion(stored: Plan, { mayChange, clients }: Sight): string {
  const { conference, hidden, clientAbsence } = stored;
  const { timeZone, joinLink, modeReason, isInternal } = stored;
  const { state, schedule, roles } = conference;
  const reviews: readonly ClientReview[] = conference.reviews;
  return versionOf({
    plan: [state, schedule, roles, timeZone, joinLink, modeReason, isInternal],
    reviews: reviews.map(({ id, clientId, enrollmentId, plannedMinutes, reasons }) => ({
      id,
      enrollmentId,
      plannedMinutes,
      reasons: reasons
        .filter((reason) => !hidden.has(reason))
        .map(({ code, text, class: actual }) => ({
          code,
          text,
          class: clients.get(clientId)?.readsWholeCase ? actual : 'general',
        })),
      clientAbsence: clientAbsence.get(id),
    })),
    attendees: shownAttendees(conference, mayChange).map(
      ({ person, wantedFor, invitedTo, reply }) => ({
        person,
        reply,
        wantedFor: wantedFor.toSorted(),
        invitedTo: invitedTo.toSorted(),
      }),
    ),
  });
}
