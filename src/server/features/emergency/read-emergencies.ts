import type { listEmergencies as listing, readOwnEmergencies } from '#contract/emergency.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { owedReview, reviewEmergency } from '#domain/access/emergency.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { withArticle } from '#domain/program-policy/client-word.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clientNamesOf } from '#server/stores/clients/clients.ts';
import {
  emergenciesOfOthers,
  ownEmergencies,
  ownUnreviewed,
  wordsOfEmergencies,
  type Emergency,
} from '#server/stores/audit/emergencies.ts';
import { ourClientWord } from '#server/stores/clock/obligations-programs.ts';
import { staffNames } from '#server/stores/staff/staff.ts';
import { showEmergency } from './emergency-view.ts';

const pageSize = 20;

/** One more than a page is read: it says that there is another. */
function pageOf(found: readonly Emergency[]) {
  const page = found.slice(0, pageSize);
  const last = page.at(-1);
  const next =
    found.length > pageSize && last ? `${last.openedAt.toString()}_${last.accessId}` : null;
  return { page, next };
}

async function namesIn({ tx, agencyId }: Visit, page: readonly Emergency[]) {
  const known = await staffNames(
    tx,
    agencyId,
    page.flatMap(({ staffId, review }) => [staffId, review?.by ?? null]),
  );
  return (staffId: string) => known.get(staffId) ?? 'Somebody';
}

export async function readMine(
  { after }: InputOf<typeof readOwnEmergencies>,
  visit: Visit,
): Promise<ReplyOf<typeof readOwnEmergencies>> {
  const { page, next } = pageOf(await ownEmergencies(visit, { after, limit: pageSize + 1 }));
  const nameOf = await namesIn(visit, page);
  return {
    mine: page.map((each) => ({
      ...showEmergency(each, { at: visit.at, nameOf }),
      clientId: each.clientId,
    })),
    owed: owedReview(await ownUnreviewed(visit), visit.at),
    next,
  };
}

export async function listEmergencies(
  { show, after }: InputOf<typeof listing>,
  visit: Visit,
): Promise<ReplyOf<typeof listing>> {
  const found = await emergenciesOfOthers(visit, { show, after, limit: pageSize + 1 });
  const { page, next } = pageOf(found);
  const ids = page.map(({ accessId }) => accessId);
  visit.touch(...ids);
  const nameOf = await namesIn(visit, page);
  const clientIds = page.map(({ clientId }) => clientId);
  const clients = await clientNamesOf(visit.tx, visit.agencyId, clientIds);
  const words = await wordsOfEmergencies(visit, ids);
  const somebody = capitalized(withArticle(await ourClientWord(visit)));
  return {
    emergencies: page.map((each) => ({
      ...showEmergency(each, { at: visit.at, nameOf }),
      byName: nameOf(each.staffId),
      client: { clientId: each.clientId, name: clients.get(each.clientId) ?? somebody },
      words: words.get(each.accessId)?.reason ?? null,
      note: words.get(each.accessId)?.review ?? null,
      may: {
        review: reviewEmergency({ ...each, isReviewed: each.review !== null }, visit.actor).allowed,
      },
    })),
    next,
  };
}
