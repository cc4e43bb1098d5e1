import { mayPlanWith } from '#domain/access/may-plan.ts';
import { standingOf } from '#domain/consent/consent.ts';
import { dateInWords } from '#domain/words.ts';
import type { Visit } from '#server/platform/shell.ts';
import { standingEnrollmentsOf } from '#server/stores/clients/client-standing.ts';
import { findClient, type Client } from '#server/stores/clients/clients.ts';
import { contactNoteOf } from '#server/stores/contacts/contact-notes.ts';
import { readableClasses } from '#server/stores/case-classes.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { asTold } from '#server/stores/consents/consents-known.ts';
import { ageOn, dueView, firstDueFirst } from './client-view.ts';

export async function readClient({ clientId }: { clientId: string }, visit: Visit) {
  const { tx, today, agencyId } = visit;
  const client = await findClient(tx, agencyId, clientId);
  const enrollments = await standingEnrollmentsOf(visit, [clientId]);
  const { name, number, pronouns, languages, interpreterNeeded } = client;
  return {
    clientId,
    name,
    number,
    pronouns,
    age: ageOn(client, today),
    languages,
    interpreterNeeded,
    alerts: alertsOf(client, await contactNoteOf(visit, clientId)),
    enrollments: enrollments.toSorted(firstDueFirst).map((enrollment) => ({
      enrollmentId: enrollment.enrollmentId,
      programId: enrollment.programId,
      programName: enrollment.programName,
      vocabulary: enrollment.vocabulary,
      emailCounts: enrollment.emailCounts,
      workerName: enrollment.workerName,
      startedOn: enrollment.startedOn.toString(),
      endedOn: enrollment.endedOn?.toString() ?? null,
      nextDue: dueView(enrollment),
    })),
    consents: await consentCounts(visit, clientId, today),
    may: { plan: mayPlanWith(visit, client) },
  };
}

/** Only what is unusual and must be heeded before somebody picks up the phone. */
const alertsOf = (
  { mayCall, mayLeaveMessage, deceasedOn }: Client,
  contactNote: string,
): string[] =>
  deceasedOn !== null
    ? [`Died on ${dateInWords(deceasedOn)}`]
    : [
        ...(mayCall ? [] : ['Do not call']),
        ...(mayCall && !mayLeaveMessage ? ['Do not leave voice messages'] : []),
        ...(contactNote === '' ? [] : [contactNote]),
      ];

/** Of those alone that the asker reads: a number would tell of the others. */
async function consentCounts(visit: Visit, clientId: string, on: Temporal.PlainDate) {
  if (!visit.abilities.has('record:read')) return null;
  const readable = await readableClasses(visit, clientId);
  const known = (await asTold(visit, await consentsOf(visit.tx, [clientId])))
    .filter(({ classes }) => classes.some((each) => readable.includes(each)))
    .map((each) => ({ ...each, standing: standingOf(each, { at: visit.at, on }) }));
  const holding = known.filter(({ standing }) => standing === 'holds');
  const refused = holding.filter(({ isRefusal }) => isRefusal).length;
  const ended = known.filter(
    ({ standing }) => standing === 'expired' || standing === 'revoked' || standing === 'superseded',
  );
  return { inForce: holding.length - refused, refused, ended: ended.length };
}
