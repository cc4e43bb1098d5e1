import type { listEmergencies as listing, readOwnEmergencies } from '#contract/emergency.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { reviewEmergency } from '#domain/access/emergency.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clientNamesOf } from '#server/stores/clients.ts';
import {
  emergenciesOfOthers,
  ownEmergencies,
  wordsOfEmergencies,
  type Emergency,
} from '#server/stores/emergencies.ts';
import { staffOf } from '#server/stores/staff.ts';
import { showEmergency } from './emergency-view.ts';

async function names({ tx, agencyId }: Visit) {
  const staff = await staffOf(tx, agencyId);
  const known = new Map(staff.map(({ staffId, fullName }) => [staffId, fullName]));
  return (staffId: string) => known.get(staffId) ?? 'Somebody';
}

export async function readMine(visit: Visit): Promise<ReplyOf<typeof readOwnEmergencies>> {
  const nameOf = await names(visit);
  const mine = await ownEmergencies(visit);
  return {
    mine: mine.map((each) => ({
      ...showEmergency(each, { at: visit.at, nameOf }),
      clientId: each.clientId,
    })),
  };
}

export async function listEmergencies(visit: Visit): Promise<ReplyOf<typeof listing>> {
  const open = await emergenciesOfOthers(visit, { isReviewed: false, limit: 200 });
  const reviewed = await emergenciesOfOthers(visit, { isReviewed: true, limit: 50 });
  const all = [...open, ...reviewed];
  visit.touch(...all.map(({ glassId }) => glassId));
  const nameOf = await names(visit);
  const clientIds = all.map(({ clientId }) => clientId);
  const clients = await clientNamesOf(visit.tx, visit.agencyId, clientIds);
  const words = await wordsOfEmergencies(
    visit,
    all.map(({ glassId }) => glassId),
  );
  const show = (each: Emergency) => ({
    ...showEmergency(each, { at: visit.at, nameOf }),
    byName: nameOf(each.staffId),
    client: { clientId: each.clientId, name: clients.get(each.clientId) ?? 'A client' },
    words: words.get(each.glassId)?.reason ?? null,
    note: words.get(each.glassId)?.review ?? null,
    may: {
      review: reviewEmergency({ ...each, isReviewed: each.review !== null }, visit.actor).allowed,
    },
  });
  return { open: open.map(show), reviewed: reviewed.map(show) };
}
