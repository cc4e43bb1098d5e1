import { jobs, type Payload } from '#contract/jobs.ts';
import { duePapers } from '#server/platform/documents/letters.ts';
import { enqueue, job } from '#server/platform/jobs.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { agencyToday, findAgency } from '#server/stores/agencies.ts';
import { countMyEscalations } from '#server/stores/escalations.ts';
import { addMail } from '#server/stores/mail.ts';
import { findStaff } from '#server/stores/staff.ts';

/** A number and a way in: which clients, rules and programs it is about is for whoever signs in. */
async function writeDigest(_: Payload<'write-escalation-digest'>, { step }: Passage) {
  await step(write);
}

async function write(visit: Visit) {
  const { tx, agencyId, actor, shell } = visit;
  const count = await countMyEscalations(tx, await agencyToday(tx, agencyId, visit.at));
  const reader = await findStaff(tx, agencyId, actor);
  if (count === 0 || !reader || reader.email === '') return;
  const agency = await findAgency(tx, agencyId);
  const mailId = await addMail(visit, {
    ...duePapers({
      count,
      contact: {
        name: reader.fullName,
        phone: agency.contactPhone,
        agencyNeutralName: agency.neutralName,
        isSample: agency.isSample,
      },
      link: `${shell.publicOrigin}/`,
    }),
    conferenceId: null,
    kind: 'alert',
    to: { kind: 'staff', id: actor },
    toName: reader.fullName,
    address: reader.email,
    calendar: null,
  });
  await enqueue(visit, 'send-mail', { mailId });
}

export const writeDigestJob = job(
  jobs['write-escalation-digest'],
  { needs: 'account:own', purpose: 'care-coordination' },
  writeDigest,
);
