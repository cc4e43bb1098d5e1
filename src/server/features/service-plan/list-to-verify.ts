import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import {
  mostToVerify,
  type listClientVerifications as ofClient,
  type listToVerify as contract,
} from '#contract/plan-verifications.ts';
import { personKey } from '#domain/people.ts';
import { ownOrAll } from '#domain/worklist/own-or-all.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { planSteps } from './plan-steps.ts';
import { verifiables } from './verification-rows.ts';

export async function listToVerify(
  { scope }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const open = await verifiables(
    visit,
    { scope: ownOrAll(scope, visit.roles) },
    { onlyOpen: true, order: 'oldest', limit: mostToVerify + 1 },
  );
  const rows = open.slice(0, mostToVerify).map(({ row }) => row);
  visit.touch(...rows.map(({ clientId }) => clientId));
  return { rows, hasMore: open.length > mostToVerify, today: visit.today.toString() };
}

const mostOfClient = 200;

export async function listClientVerifications(
  { clientId }: InputOf<typeof ofClient>,
  visit: Visit,
): Promise<ReplyOf<typeof ofClient>> {
  await findClient(visit.tx, visit.agencyId, clientId);
  const all = await verifiables(
    visit,
    { clientId },
    { onlyOpen: false, order: 'newest', limit: mostOfClient },
  );
  visit.touch(clientId);
  const steps = all.length === 0 ? [] : await planSteps(visit, clientId);
  const { today } = visit;
  const people = await peopleAsOf(
    visit,
    steps.map(({ stored }) => stored.item.owner),
    { on: today, knownAt: visit.at },
  );
  return {
    rows: all.map(({ row }) => ({
      ...row,
      steps: steps.flatMap(({ stored: { item }, planState }) =>
        item.reviewId === row.reviewId && planState !== 'dropped'
          ? [
              {
                actionItemId: item.id,
                text: item.text,
                ownerName: people.get(personKey(item.owner))?.name ?? 'Somebody',
                planState,
              },
            ]
          : [],
      ),
    })),
    today: today.toString(),
  };
}
