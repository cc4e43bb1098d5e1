import * as guest from '#contract/guest.ts';
import { guestFileRoute, guestRoute } from '#server/platform/guest-route.ts';
import { publicRoute } from '#server/platform/public-route.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Route } from '#server/platform/route.ts';
import { endVisit, saveReply } from '#server/stores/guest/guest-visits.ts';
import { askForCode, askForLink, openAsGuest } from './open-link.ts';
import { printForm } from './print-form.ts';
import { readAsGuest } from './read-as-guest.ts';
import { sayAsGuest } from './say-as-guest.ts';

export const guestRoutes: Route[] = [
  publicRoute(guest.askForGuestCode, askForCode),
  publicRoute(guest.askForGuestLink, askForLink),
  publicRoute(guest.openAsGuest, openAsGuest),
  guestRoute(guest.readAsGuest, (_input, visit) => readAsGuest(visit)),
  guestFileRoute(guest.printAsGuest, printForm),
  guestRoute(guest.replyAsGuest, async ({ visitId, reply }, visit) => {
    if (visitId !== visit.visitId) throw new Refused('guest-over');
    const isTaken = await saveReply(visit, reply);
    if (isTaken === null) throw new Refused('guest-over');
    if (!isTaken) throw new Refused('guest-too-late');
    return { reply };
  }),
  guestRoute(guest.sayAsGuest, sayAsGuest),
  guestRoute(guest.leaveAsGuest, async (_input, visit) => {
    await endVisit(visit);
    return { done: true as const };
  }),
];
