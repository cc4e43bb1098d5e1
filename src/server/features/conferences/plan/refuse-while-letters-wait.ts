import { isUntold } from '#domain/conference/who-else-comes.ts';
import type { Attendee, ScheduledConference } from '#domain/conference/conference.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { readableClassesOf } from '#server/stores/case-classes.ts';
import { mailsOf } from '#server/stores/mail.ts';

/**
 * A letter that waits is judged by what its writer knows (0475). Were a colleague added meanwhile who tells more than the asker may know,
 * what became of it would say what was signed: they are asked to wait until it has left, whatever that is.
 */
export async function refuseWhileLettersWait(
  visit: Visit,
  { id, reviews }: Pick<ScheduledConference, 'id' | 'reviews'>,
  asked: readonly Attendee[],
) {
  const readable = await readableClassesOf(
    visit,
    reviews.map(({ clientId }) => clientId),
  );
  const tellsTooMuch = asked.some(
    ({ person, tells }) =>
      person.kind === 'staff' &&
      tells !== 'general' &&
      reviews.some((review) =>
        isUntold(review, [tells], readable.get(review.clientId) ?? ['general']),
      ),
  );
  if (!tellsTooMuch) return;
  const mails = await mailsOf(visit, id);
  const waits = mails.some(
    ({ state, to, writtenBy }) =>
      state === 'queued' && to.kind !== 'staff' && writtenBy !== visit.actor,
  );
  if (waits) throw new Refused('letters-wait-to-leave');
}
