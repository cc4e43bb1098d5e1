import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { PolicyVersion } from '#domain/program-policy/version-state.ts';
import { readPolicy } from '#server/platform/clock-documents.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { isAsPublished } from '#server/stores/policy-digest.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;
type Acting = Pick<Visit, 'tx' | 'agencyId' | 'at' | 'actor'>;

export type StoredVersion = PolicyVersion & {
  programId: string;
  revision: number;
  document: unknown;
  /** False where it is not the very document that was published. */
  isAsPublished: boolean;
  publishedAt: Temporal.Instant | null;
  publishedBy: string | null;
  changedAt: Temporal.Instant | null;
  changedBy: string | null;
};

const versions = ({ tx, agencyId }: Here) =>
  tx
    .selectFrom('program_policy')
    .selectAll()
    .select(isAsPublished)
    .where('agency_id', '=', agencyId);

type Row = Awaited<ReturnType<ReturnType<typeof versions>['execute']>>[number];

const readRow = (row: Row): StoredVersion => ({
  programId: row.program_id,
  version: row.version,
  isDraft: row.status === 'draft',
  revision: row.revision,
  effectiveFrom: row.effective_from,
  effectiveTo: row.effective_to,
  document: row.document,
  isAsPublished: row.isAsPublished,
  publishedAt: row.published_at,
  publishedBy: row.published_by,
  changedAt: row.changed_at,
  changedBy: row.changed_by,
});

/** Every version of every program, or of one, the newest first. */
export async function versionsOf(here: Here, programId?: string): Promise<StoredVersion[]> {
  const rows = await versions(here)
    .$if(programId !== undefined, (query) => query.where('program_id', '=', programId ?? ''))
    .orderBy('version', 'desc')
    .execute();
  return rows.map(readRow);
}

export async function findVersion(
  here: Here,
  { programId, version }: { programId: string; version: number },
): Promise<StoredVersion> {
  const row = await versions(here)
    .where('program_id', '=', programId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) throw new Refused('not-found');
  return readRow(row);
}

/** The draft, held until the transaction ends: whoever saves or publishes it next waits, and then sees what changed. */
export async function lockDraft(
  here: Here,
  { programId, version, revision }: { programId: string; version: number; revision: number },
): Promise<StoredVersion> {
  const row = await versions(here)
    .where('program_id', '=', programId)
    .where('version', '=', version)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refused('not-found');
  const found = readRow(row);
  if (!found.isDraft) throw new Refused('policy-published');
  if (found.revision !== revision) throw new Refused('changed-meanwhile');
  return found;
}

/** A stored document as the domain's policy, of the row's own version and dates; a draft may contradict itself. */
export function policyOf(stored: StoredVersion): ProgramPolicy {
  const read = readPolicy(stored.document);
  if (read === null) throw new Refused('policy-unreadable');
  const { effectiveTo: _, ...policy } = read;
  return {
    ...policy,
    version: stored.version,
    status: stored.isDraft ? 'draft' : 'active',
    effectiveFrom: stored.effectiveFrom,
    ...(stored.effectiveTo === null ? {} : { effectiveTo: stored.effectiveTo }),
  };
}

export async function addDraft(
  { tx, agencyId, at, actor }: Acting,
  programId: string,
  policy: ProgramPolicy,
) {
  await tx
    .insertInto('program_policy')
    .values({
      agency_id: agencyId,
      program_id: programId,
      version: policy.version,
      status: 'draft',
      effective_from: policy.effectiveFrom,
      document: JSON.stringify(policy),
      recorded_at: at,
      changed_at: at,
      changed_by: actor,
    })
    .execute();
}

const one = ({ tx, agencyId }: Here, { programId, version }: StoredVersion) =>
  tx
    .updateTable('program_policy')
    .where('agency_id', '=', agencyId)
    .where('program_id', '=', programId)
    .where('version', '=', version);

export async function saveDraftOf(visit: Acting, stored: StoredVersion, policy: ProgramPolicy) {
  await one(visit, stored)
    .set({
      effective_from: policy.effectiveFrom,
      document: JSON.stringify(policy),
      revision: stored.revision + 1,
      changed_at: visit.at,
      changed_by: visit.actor,
    })
    .execute();
  return stored.revision + 1;
}

export async function removeDraft({ tx, agencyId }: Here, { programId, version }: StoredVersion) {
  await tx
    .deleteFrom('program_policy')
    .where('agency_id', '=', agencyId)
    .where('program_id', '=', programId)
    .where('version', '=', version)
    .execute();
}

export async function publishVersion(visit: Acting, stored: StoredVersion, policy: ProgramPolicy) {
  await one(visit, stored)
    .set({
      status: 'active',
      document: JSON.stringify(policy),
      published_at: visit.at,
      published_by: visit.actor,
    })
    .execute();
}

export const endVersion = (here: Here, stored: StoredVersion, on: Temporal.PlainDate | null) =>
  one(here, stored).set({ effective_to: on }).execute();

export const makeDraftAgain = (visit: Acting, stored: StoredVersion) =>
  one(visit, stored)
    .set({
      status: 'draft',
      effective_to: null,
      revision: stored.revision + 1,
      published_at: null,
      published_by: null,
      changed_at: visit.at,
      changed_by: visit.actor,
    })
    .execute();
