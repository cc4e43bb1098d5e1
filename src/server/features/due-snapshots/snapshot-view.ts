import { clientName } from '#domain/client-name.ts';
import { explain } from '#domain/policy-clock/explain.ts';
import { obligationKey } from '#domain/policy-clock/obligation-key.ts';
import { obligations } from '#domain/policy-clock/obligations.ts';
import type { ObligationStatus } from '#domain/policy-clock/status-on.ts';
import type { DueSnapshot, DueSnapshotRow } from '#contract/due-snapshots.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clockFactsToExplain, type ClockFacts } from '#server/stores/clock/clock-facts.ts';
import type { FoundRow } from '#server/stores/clock/due-snapshot-rows.ts';
import type { StoredSnapshot } from '#server/stores/clock/due-snapshots.ts';
import { programNamesOf } from '#server/stores/clock/obligations-programs.ts';
import { heldBehind, type HeldInWords } from './held-in-words.ts';

export const snapshotView = (snapshot: StoredSnapshot): DueSnapshot => ({
  snapshotId: snapshot.snapshotId,
  asOf: snapshot.asOf.toString(),
  knowledge: snapshot.knowledge,
  knownAt: snapshot.knownAt.toString(),
  programName: snapshot.programName,
  state: snapshot.state,
  total: snapshot.heldStill ?? snapshot.total,
  lookedAt: snapshot.heldStill ?? snapshot.lookedAt,
  askedAt: snapshot.askedAt.toString(),
});

export type RowInWords = DueSnapshotRow & {
  dueOn: string | null;
  daysLeft: number | null;
  held: HeldInWords | null;
};

/** The rows in words, made again from the facts as they were known; a row whose facts are gone is left out. */
export async function inWords(
  visit: Visit,
  snapshot: StoredSnapshot,
  found: readonly FoundRow[],
): Promise<RowInWords[]> {
  if (found.length === 0) return [];
  const { asOf, knownAt } = snapshot;
  const ids = [...new Set(found.map(({ enrollmentId }) => enrollmentId))];
  const facts = await clockFactsToExplain(visit, ids, knownAt);
  const programs = await programNamesOf(visit, [
    ...new Set(found.map(({ programId }) => programId)),
  ]);
  const known = new Map<string, { known: ClockFacts; obligation: ObligationStatus }>(
    facts.flatMap((each) =>
      obligations(each.enrollment, each.facts, { asOf, asKnownAt: knownAt }).map(
        (obligation) =>
          [
            rowIdOf({
              enrollmentId: each.enrollment.id,
              obligationKey: obligationKey(obligation),
            }),
            { known: each, obligation },
          ] as const,
      ),
    ),
  );
  const held = await heldBehind(
    visit,
    snapshot,
    found.flatMap((row) => {
      const behind = known.get(rowIdOf(row));
      return behind ? [{ ...behind, id: rowIdOf(row), isNamed: row.name !== null }] : [];
    }),
  );
  visit.touch(...found.map(({ clientId }) => clientId));
  return found.flatMap((row) => {
    const id = rowIdOf(row);
    const obligation = known.get(id)?.obligation;
    const program = programs.get(row.programId);
    if (!obligation || !program) return [];
    const { rule, evidence, due, left, notes } = explain(obligation, program.vocabulary);
    return [
      {
        id,
        clientId: row.clientId,
        clientName: row.name === null ? null : clientName(row.name),
        clientNumber: row.clientNumber,
        programName: program.name,
        strength: obligation.strength,
        status: obligation.status,
        rule,
        evidence,
        due,
        left,
        notes: [...notes],
        held: held.get(id) ?? null,
        dueOn: obligation.dueOn?.toString() ?? null,
        daysLeft: obligation.daysLeft,
      },
    ];
  });
}

export const rowIdOf = ({
  enrollmentId,
  obligationKey: key,
}: Pick<FoundRow, 'enrollmentId' | 'obligationKey'>) => `${enrollmentId}_${key}`;
