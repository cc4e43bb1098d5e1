import * as guest from '#contract/guest.ts';
import { guestFileRoute, guestRoute } from '#server/platform/guest-route.ts';
import { publicRoute } from '#server/platform/public-route.ts';
import type { Route } from '#server/platform/route.ts';
import { askForCode, askForLink } from './ask-for-letter.ts';
import { leaveAsGuest } from './leave-as-guest.ts';
import { openAsGuest } from './open-as-guest.ts';
import { printForm } from './print-form.ts';
import { readAsGuest } from './read-as-guest.ts';
import { replyAsGuest } from './reply-as-guest.ts';
import { sayAsGuest } from './say-as-guest.ts';

export const guestRoutes: Route[] = [
  publicRoute(guest.askForGuestCode, askForCode),
  publicRoute(guest.askForGuestLink, askForLink),
  publicRoute(guest.openAsGuest, openAsGuest),
  guestRoute(guest.readAsGuest, (_input, visit) => readAsGuest(visit)),
  guestFileRoute(guest.printAsGuest, printForm),
  guestRoute(guest.replyAsGuest, replyAsGuest),
  guestRoute(guest.sayAsGuest, sayAsGuest),
  guestRoute(guest.leaveAsGuest, (_input, visit) => leaveAsGuest(visit)),
];
