import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { FoundInPlan, VerificationTold } from '#domain/record/verification-told.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { programRulesOf } from '#server/stores/clock/clock-facts.ts';
import { notesOf } from '#server/stores/fact-notes-read.ts';
import {
  verificationsById,
  verificationsOf,
  type PlanVerification,
} from '#server/stores/enrollments/plan-verifications.ts';
import { namesFor } from './record-names.ts';
import { actionsOfRecord } from './record-things.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;
type Told = Omit<VerificationTold, 'kind' | 'change'>;
type Entry = {
  record_entry_id: string;
  kind: string;
  about_id: string | null;
  change: string | null;
};

/** What the entries about the plan tell, by entry; what may not be read is left out. */
export async function verificationsOfRecord(
  here: Here,
  rows: readonly Entry[],
): Promise<Map<string, VerificationTold>> {
  const own = rows.filter(({ kind }) => kind === 'verification');
  const ids = own.flatMap(({ about_id: id }) => id ?? []);
  const known = await verificationsTold(here, await verificationsById(here, ids));
  return new Map(
    own.flatMap((row): [string, VerificationTold][] => {
      const told = known.get(row.about_id ?? '');
      if (!told) return [];
      const change = row.change === 'taken-back' ? 'taken-back' : 'verified';
      return [[row.record_entry_id, { ...told, kind: 'verification', change }]];
    }),
  );
}

/** What holds of what was found after one conference for this enrollment, as far as the asker may know of it; null where nothing does. */
export async function foundInPlan(
  here: Here,
  { reviewId, enrollmentId }: { reviewId: string; enrollmentId: string },
): Promise<FoundInPlan | null> {
  const all = await verificationsOf(here, [reviewId]);
  const found = all.find((each) => each.enrollmentId === enrollmentId);
  const told = found && (await verificationsTold(here, [found])).get(found.verificationId);
  if (!told) return null;
  const names = await namesFor(here, { staff: [found.verifiedBy] });
  const by = names.person({ kind: 'staff', id: found.verifiedBy }, found.on);
  return { ...told, by, on: found.on };
}

/** What was found in the plan after conferences, in the words of their programs. */
async function verificationsTold(
  here: Here,
  found: readonly PlanVerification[],
): Promise<Map<string, Told>> {
  if (found.length === 0) return new Map();
  const reviews = await conferencesOf(
    here,
    found.map(({ reviewId }) => reviewId),
  );
  const programs = await programsOf(
    here,
    found.map(({ enrollmentId }) => enrollmentId),
  );
  const rules = await programRulesOf(here, [...new Set(programs.values())]);
  const steps = await actionsOfRecord(
    here,
    found.flatMap(({ actionItemIds }) => actionItemIds),
  );
  const notes = await notesOf(
    here,
    found.map(({ verificationId }) => verificationId),
  );
  return new Map(
    found.flatMap((each): [string, Told][] => {
      const conference = reviews.get(each.reviewId);
      const programId = programs.get(each.enrollmentId);
      if (!conference || programId === undefined) return [];
      const policies = inOrder(rules.get(programId)?.policies ?? []);
      const { result, reason, isSuperseded } = each;
      const told = {
        plan: policyOn(policies, conference.heldOn)?.vocabulary.plan ?? 'Plan',
        conference,
        result,
        reason,
        steps: each.actionItemIds.flatMap((id) => steps.get(id)?.text ?? []),
        notes: (notes.get(each.verificationId) ?? []).map(({ text }) => text),
        isSuperseded,
      };
      return [[each.verificationId, told]];
    }),
  );
}

async function conferencesOf({ tx, agencyId }: Here, reviewIds: readonly string[]) {
  const rows = await tx
    .selectFrom('client_review as r')
    .innerJoin('conference as c', (join) =>
      join
        .onRef('c.agency_id', '=', 'r.agency_id')
        .onRef('c.conference_id', '=', 'r.conference_id'),
    )
    .innerJoin('review_closing as k', (join) =>
      join.onRef('k.agency_id', '=', 'r.agency_id').onRef('k.review_id', '=', 'r.review_id'),
    )
    .innerJoin('review_closing_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'k.agency_id')
        .onRef('v.review_closing_id', '=', 'k.review_closing_id')
        .on('v.superseded_at', 'is', null),
    )
    .select([
      'r.review_id as reviewId',
      'c.conference_id as conferenceId',
      'c.conference_number as number',
      'v.valid_from as heldOn',
    ])
    .where('r.agency_id', '=', agencyId)
    .where('r.review_id', '=', oneOf([...new Set(reviewIds)]))
    .modifyEnd(keepPlan)
    .execute();
  return new Map(rows.map(({ reviewId, ...conference }) => [reviewId, conference]));
}

/** The program for which it was verified, which is not always the one that called the conference. */
async function programsOf({ tx, agencyId }: Here, enrollmentIds: readonly string[]) {
  const rows = await tx
    .selectFrom('enrollment')
    .select(['enrollment_id', 'program_id'])
    .where('agency_id', '=', agencyId)
    .where('enrollment_id', '=', oneOf([...new Set(enrollmentIds)]))
    .modifyEnd(keepPlan)
    .execute();
  return new Map(rows.map((row) => [row.enrollment_id, row.program_id]));
}
