import type { readMayTell as contract } from '#contract/may-tell.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { Recipient } from '#domain/consent/consent.ts';
import { notToTell } from '#domain/consent/not-to-tell.ts';
import { kindReadiness } from '#domain/consent/readiness.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { mayOpenPapers, readableClasses } from '#server/stores/case-classes.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { exclusionsOf } from '#server/stores/consents/consent-words.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { asKnown } from '#server/stores/consents/consents-known.ts';
import { asOn, providerHistory } from '#server/stores/directory/directory.ts';
import { organizationsOf } from '#server/stores/directory/organizations.ts';
import { supportsOf } from '#server/stores/clients/supports.ts';

type Asked = InputOf<typeof contract>;

/** Asked before somebody tells: who may hear what, and what the client keeps back from them all the same. */
export async function readMayTell(asked: Asked, visit: Visit): Promise<ReplyOf<typeof contract>> {
  const { tx, at, today: on, agencyId } = visit;
  const { clientId } = asked;
  await findClient(tx, agencyId, clientId);
  const recipient = await recipientOf(asked, visit, on);
  const known = await readableClasses(visit, clientId);
  const consents = await asKnown(visit, await consentsOf(tx, [clientId]));
  const opened = mayOpenPapers(known) ? [clientId] : [];
  const pair = { client: clientId, recipient, at, on };
  return {
    kinds: known.map((each) => {
      const { endsOn, ...answer } = kindReadiness(
        each,
        { ...pair, purpose: 'care_coordination' },
        consents,
      );
      return { ...answer, endsOn: endsOn?.toString() ?? null };
    }),
    notToTell: notToTell(
      { ...pair, known },
      consents,
      await exclusionsOf(visit, [clientId], opened),
    ),
  };
}

async function recipientOf(
  { providerId, supportId, organizationId, clientId }: Asked,
  { tx, agencyId }: Visit,
  on: Temporal.PlainDate,
): Promise<Recipient> {
  if (supportId !== undefined) {
    const theirs = await supportsOf(tx, agencyId, [clientId]);
    if (!theirs.some((each) => each.supportId === supportId)) throw new Refused('unknown-person');
    return { person: { kind: 'support', id: supportId }, organizationId: null };
  }
  if (organizationId !== undefined) {
    const all = await organizationsOf(tx, agencyId);
    if (!all.some((each) => each.organizationId === organizationId))
      throw new Refused('unknown-person');
    // Nobody in particular: only what the client agreed to tell the organization as a whole.
    return { person: { kind: 'provider', id: '' }, organizationId };
  }
  const history = await providerHistory(tx, agencyId, providerId ?? '');
  if (history.length === 0) throw new Refused('unknown-person');
  return {
    person: { kind: 'provider', id: providerId ?? '' },
    organizationId: asOn(history, on)?.organizationId ?? null,
  };
}
