import { flawOfAttempt } from '#domain/attempts/flaw-of-attempt.ts';
import type { OutsideRef, SensitivityClass } from '#domain/people.ts';
import { higherClass } from '#domain/policy-clock/significant-changes.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import { dateInWords, momentInWords } from '#domain/words.ts';
import type { correctAttempt as correcting, logAttempt as contract } from '#contract/attempts.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import {
  addAttempt,
  findAttempt,
  isAnyProviderAsked,
  sameAttempt,
  supersedeAttempt,
  type NewAttempt,
} from '#server/stores/contacts/attempts.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { programRulesOf } from '#server/stores/clock/clock-facts.ts';
import { providerHistory } from '#server/stores/directory/directory.ts';
import { findEnrollment } from '#server/stores/enrollments/enrollments.ts';
import { addNote, noteClassOf } from '#server/stores/fact-notes.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { supportsOf } from '#server/stores/clients/supports.ts';
import { aProvider } from '#server/stores/record/record-names.ts';
import { isToldWhomAsked, refuseToName } from '#server/stores/record/who-serves.ts';

type Asked = Omit<InputOf<typeof contract>, 'clientId'>;

export async function logAttempt(
  { clientId, ...asked }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const attempt = { ...(await checked(visit, clientId, asked)), mailId: null };
  await refuseToMatch(visit, attempt);
  const known = await sameAttempt(visit, attempt);
  // What the product only proposed is settled by whoever writes down what really came of it.
  if (known?.state === 'proposed') await supersedeAttempt(visit, known.attemptId, 'confirmed');
  const mailId = known?.state === 'proposed' ? known.mailId : null;
  return write(visit, { ...attempt, mailId }, { ...wordsIn(asked), change: 'recorded' });
}

export async function correctAttempt(
  { attemptId, ...asked }: InputOf<typeof correcting>,
  visit: Visit,
): Promise<ReplyOf<typeof correcting>> {
  const before = await findAttempt(visit, attemptId, 'confirmed');
  // Whoever was not told whom it went to corrects the rest of it.
  const isKept = asked.to.kind === aProvider.kind && asked.to.id === aProvider.id;
  const attempt = isKept
    ? { ...(await checkedApartFromWhom(visit, before.clientId, asked)), to: before.to }
    : await checked(visit, before.clientId, asked);
  await supersedeAttempt(visit, attemptId, 'corrected');
  visit.touch(before.clientId, before.enrollmentId);
  await projectEnrollments(visit, [before.enrollmentId]);
  const isInPlace =
    isKept &&
    attempt.on.equals(before.on) &&
    attempt.channel === before.channel &&
    attempt.enrollmentId === before.enrollmentId;
  if (!isInPlace) await refuseToMatch(visit, attempt);
  const { note, atLeast } = wordsIn(asked);
  // Its words are mostly those of before: they stay as strict as they were.
  const kept = higherClass(atLeast, await noteClassOf(visit, attemptId));
  const how = { note, atLeast: kept, change: 'corrected' } as const;
  return write(visit, { ...attempt, mailId: before.mailId }, how);
}

type Words = { note: string; atLeast: SensitivityClass };
type How = Words & { change: 'recorded' | 'corrected' };

/** Words of a stricter class than the case's, where their writer says so. */
const wordsIn = ({ note, noteClass = 'general' }: Asked): Words => ({ note, atLeast: noteClass });

async function write(visit: Visit, attempt: NewAttempt, { note, atLeast, change }: How) {
  const attemptId = await addAttempt(visit, attempt, change);
  if (attemptId === undefined) throw await recordedAlready(visit, attempt);
  const words = { aboutId: attemptId, clientId: attempt.clientId, text: note, atLeast };
  await addNote(visit, { ...words, kind: 'note' });
  await projectEnrollments(visit, [attempt.enrollmentId]);
  visit.touch(attempt.clientId, attempt.enrollmentId, attemptId);
  return { attemptId };
}

async function checked(visit: Visit, clientId: string, asked: Asked) {
  const attempt = await checkedApartFromWhom(visit, clientId, asked);
  await requireReachable(visit, clientId, asked.to);
  await refuseToName(visit, [{ clientId, person: asked.to }], 'to');
  return attempt;
}

async function checkedApartFromWhom(visit: Visit, clientId: string, asked: Asked) {
  const enrollment = await findEnrollment(visit.tx, visit.agencyId, asked.enrollmentId);
  if (enrollment.clientId !== clientId) throw new Refused('not-found');
  const program = (await programRulesOf(visit, [enrollment.programId])).get(enrollment.programId);
  const on = Temporal.PlainDate.from(asked.on);
  const policy = policyOn(inOrder(program?.policies ?? []), on);
  if (!program || !policy) throw new Refused('not-found');
  const today = visit.at.toZonedDateTimeISO(program.timeZone).toPlainDate();
  const { startedOn, endedOn } = enrollment;
  const around = { today, startedOn, endedOn, rule: policy.attempts };
  const flaw = flawOfAttempt({ ...asked, on }, around);
  if (flaw) throw new Refused('bad-input', [flaw]);
  if (asked.to.kind === 'client')
    await refuseAfterDeath(visit, { clientId, on, word: policy.vocabulary.client });
  const { enrollmentId, channel, outcome, nextStep, to } = asked;
  return { clientId, enrollmentId, on, channel, outcome, nextStep, to };
}

async function requireReachable(
  { tx, agencyId }: Visit,
  clientId: string,
  { kind, id }: OutsideRef,
) {
  const isKnown =
    kind === 'provider'
      ? (await providerHistory(tx, agencyId, id)).length > 0
      : kind === 'support'
        ? (await supportsOf(tx, agencyId, [clientId])).some(({ supportId }) => supportId === id)
        : id === clientId;
  if (!isKnown) throw new Refused('unknown-person');
}

/** A request of before is written down as late as may be; after their death nobody asked them. */
async function refuseAfterDeath(
  { tx, agencyId }: Visit,
  { clientId, on, word }: { clientId: string; on: Temporal.PlainDate; word: string },
) {
  const { deceasedOn } = await findClient(tx, agencyId, clientId);
  if (deceasedOn !== null && Temporal.PlainDate.compare(on, deceasedOn) > 0)
    throw badInput('on', `The ${word} died on ${dateInWords(deceasedOn)}. Correct the date.`);
}

/**
 * Whoever is not told whom requests went to names no provider beside one of the same day and way: of whom it is refused, and of whom not,
 * would tell that it went to somebody who is not shown.
 */
async function refuseToMatch(visit: Visit, attempt: Omit<NewAttempt, 'mailId'>) {
  const { clientId, on, to } = attempt;
  if (to.kind !== 'provider' || (await isToldWhomAsked(visit, clientId))) return;
  if (!(await isAnyProviderAsked(visit, attempt))) return;
  throw new Refused('attempt-recorded-already', [
    {
      path: 'on',
      message: `That a provider was asked on ${dateInWords(on)} in this way stands here already. If yours was another one, somebody who has the case or oversees it, and may read all of it, records it.`,
    },
  ]);
}

/** The second of two who write the same down hears who was first, and keeps what they typed. */
async function recordedAlready(visit: Visit, attempt: NewAttempt) {
  const known = await sameAttempt(visit, attempt);
  if (!known) return new Refused('changed-meanwhile');
  const { tx, agencyId, actor } = visit;
  const { timeZone } = await findAgency(tx, agencyId);
  const by =
    known.recordedBy === null ? undefined : await findStaff(tx, agencyId, known.recordedBy);
  const who = known.recordedBy === actor ? 'You' : (by?.fullName ?? 'Somebody');
  const when = momentInWords(known.recordedAt.toZonedDateTimeISO(timeZone));
  return new Refused('attempt-recorded-already', [
    {
      path: 'on',
      message: `${who} recorded this request of ${dateInWords(known.on)} already, on ${when}. If yours was another one, change the date, the way or the person.`,
    },
  ]);
}
