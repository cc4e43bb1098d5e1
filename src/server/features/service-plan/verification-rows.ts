import {
  verificationRuleOf,
  verificationStateOf,
  type VerificationRule,
} from '#domain/service-plan/plan-verification.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { ToVerify } from '#contract/plan-verifications.ts';
import type { Visit } from '#server/platform/shell.ts';
import { programNames } from '#server/stores/conferences/client-reviews.ts';
import { clientsOf } from '#server/stores/clients/clients.ts';
import { programRulesOf, type ProgramRules } from '#server/stores/clock/clock-facts.ts';
import {
  conferencesToVerify,
  programsThatVerify,
  type ConferenceToVerify,
  type VerificationPeriod,
} from '#server/stores/conferences/conferences-to-verify.ts';
import { factNotesOf } from '#server/stores/fact-notes-read.ts';
import type { Whose } from '#server/stores/conferences/closed-reviews.ts';
import { unansweredOf } from '#server/stores/enrollments/plan-answers.ts';
import {
  verificationsOf,
  type PlanVerification,
} from '#server/stores/enrollments/plan-verifications.ts';
import { namesFor } from '#server/stores/record/record-names.ts';

/** A closed conference after which its program asks that the plan is verified, under the rules of its day. */
export type Verifiable = {
  conference: ConferenceToVerify;
  policy: ProgramPolicy;
  rule: VerificationRule;
  found: PlanVerification | null;
  today: Temporal.PlainDate;
  row: ToVerify;
};

type Wanted = { onlyOpen: boolean; order: 'oldest' | 'newest'; limit: number };

export async function verifiables(
  visit: Visit,
  whose: Whose,
  wanted: Wanted,
): Promise<Verifiable[]> {
  const rules = await programRulesOf(visit, await programsThatVerify(visit));
  const periods = [...rules.values()].flatMap(periodsOf);
  const conferences = await conferencesToVerify(visit, whose, { ...wanted, periods });
  const found = await verificationsOf(
    visit,
    conferences.map(({ reviewId }) => reviewId),
  );
  const ruled = conferences.flatMap((conference) => {
    const program = rules.get(conference.programId);
    const policy = policyOn(inOrder(program?.policies ?? []), conference.heldOn);
    const rule = policy && verificationRuleOf(policy);
    if (!program || !rule) return [];
    const today = visit.at.toZonedDateTimeISO(program.timeZone).toPlainDate();
    return [{ conference, policy, rule, today, found: foundAbout(conference, found) }];
  });
  const rowOf = await rowsFor(visit, ruled);
  return ruled.flatMap((each) => {
    const row = rowOf(each);
    return row ? [{ ...each, row }] : [];
  });
}

/** The same days on which `policyOn` finds each version. */
const periodsOf = ({ programId, policies }: ProgramRules): VerificationPeriod[] =>
  inOrder(policies).flatMap((policy, at, ordered) => {
    const rule = verificationRuleOf(policy);
    if (rule === null) return [];
    return [
      {
        programId,
        firstDay: at === 0 ? null : policy.effectiveFrom,
        nextFirstDay: ordered[at + 1]?.effectiveFrom ?? null,
        keepsWaiting: rule.requiresAgreement && !rule.pendingCounts,
      },
    ];
  });

const foundAbout = (
  { reviewId, enrollmentId }: ConferenceToVerify,
  found: readonly PlanVerification[],
) => found.find((each) => each.reviewId === reviewId && each.enrollmentId === enrollmentId) ?? null;

type Ruled = Omit<Verifiable, 'row'>;

async function rowsFor(visit: Visit, ruled: readonly Ruled[]) {
  const { tx, agencyId } = visit;
  const clientIds = [...new Set(ruled.map(({ conference }) => conference.clientId))];
  const clients = new Map(
    (await clientsOf(tx, agencyId, clientIds)).map((client) => [client.clientId, client]),
  );
  const programs = await programNames(
    visit,
    ruled.map(({ conference }) => conference.programId),
  );
  const known = ruled.flatMap(({ found }) => (found === null ? [] : [found]));
  const names = await namesFor(visit, { staff: known.map(({ verifiedBy }) => verifiedBy) });
  const notes = await factNotesOf(
    visit,
    known.map(({ verificationId }) => verificationId),
  );
  const unanswered = await unansweredOf(
    visit,
    known.flatMap(({ actionItemIds }) => actionItemIds),
  );
  return (each: Ruled): ToVerify | null => {
    const { conference, policy, rule, found, today } = each;
    const client = clients.get(conference.clientId);
    if (!client) return null;
    const isAnyWaiting =
      rule.requiresAgreement && (found?.actionItemIds.some((id) => unanswered.has(id)) ?? false);
    const state = verificationStateOf(found && { result: found.result, isAnyWaiting }, rule);
    const verifyBy = conference.heldOn.add({ days: rule.withinDays });
    const { plan, conference: conferenceWord, client: clientWord } = policy.vocabulary;
    return {
      reviewId: conference.reviewId,
      conferenceId: conference.conferenceId,
      number: conference.conferenceNumber,
      clientId: conference.clientId,
      clientName: client.name,
      clientNumber: client.number,
      programName: programs.get(conference.programId) ?? '',
      words: { plan, conference: conferenceWord, client: clientWord },
      heldOn: conference.heldOn.toString(),
      strength: rule.strength,
      verifyBy: verifyBy.toString(),
      state,
      isLate: state !== 'settled' && Temporal.PlainDate.compare(verifyBy, today) < 0,
      mayVerify:
        visit.abilities.has('record:write') &&
        (rule.mayBeAuthor || conference.closedBy !== visit.actor),
      found: found && {
        verificationId: found.verificationId,
        result: found.result,
        reason: found.reason,
        on: found.on.toString(),
        by: names.person({ kind: 'staff', id: found.verifiedBy }, found.on),
        actionItemIds: [...found.actionItemIds],
        notes: [notes.get(found.verificationId) ?? ''].filter((text) => text !== ''),
      },
    };
  };
}
