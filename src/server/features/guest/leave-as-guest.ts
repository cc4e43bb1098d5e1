import type { GuestVisit } from '#server/platform/guest-door.ts';
import { endVisit } from '#server/stores/guest/guest-visits.ts';

export async function leaveAsGuest(visit: GuestVisit) {
  await endVisit(visit);
  return { done: true as const };
}
