import type { replyAsGuest as contract } from '#contract/guest.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { GuestVisit } from '#server/platform/guest-door.ts';
import { Refused } from '#server/platform/refused.ts';
import { saveReply } from '#server/stores/guest/guest-visits.ts';

/** To the meeting that was on their page: a browser may have opened another link since. */
export async function replyAsGuest(
  { visitId, reply }: InputOf<typeof contract>,
  visit: GuestVisit,
) {
  const isTaken = visitId === visit.visitId ? await saveReply(visit, reply) : null;
  if (isTaken === null) throw new Refused('guest-over');
  if (!isTaken) throw new Refused('guest-too-late');
  return { reply };
}
