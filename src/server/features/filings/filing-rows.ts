import { artifactTitle } from '#domain/filing/artifact-words.ts';
import { filingRuleOf, type FilingRule } from '#domain/filing/filing-rule.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { ToFile } from '#contract/filings.ts';
import type { Visit } from '#server/platform/shell.ts';
import { programNames } from '#server/stores/conferences/client-reviews.ts';
import { clientsOf } from '#server/stores/clients/clients.ts';
import { programRulesOf, type ProgramRules } from '#server/stores/clock/clock-facts.ts';
import type { Whose } from '#server/stores/conferences/closed-reviews.ts';
import {
  factsToFile,
  programsThatFile,
  type FactKey,
  type FactToFile,
  type FilingPeriod,
} from '#server/stores/filings/facts-to-file.ts';
import { filingsOf } from '#server/stores/filings/filings.ts';
import { namesFor } from '#server/stores/record/record-names.ts';

/** A review or an attempt whose program wants texts about it filed, under the policy of its day. */
export type Fileable = {
  fact: FactToFile;
  policy: ProgramPolicy;
  rule: FilingRule;
  timeZone: string;
  row: ToFile;
};

/** What a page holds, and the last fact that was read for it: what is left out of it counts as read, too. */
type FileablePage = { found: Fileable[]; last: FactKey | null; isFull: boolean };

type Wanted = {
  onlyOpen: boolean;
  order: 'oldest' | 'newest';
  limit: number;
  after?: FactKey | null;
};

export const fileables = async (visit: Visit, whose: Whose, wanted: Wanted): Promise<Fileable[]> =>
  (await fileablePage(visit, whose, wanted)).found;

export async function fileablePage(
  visit: Visit,
  whose: Whose,
  { onlyOpen, order, limit, after = null }: Wanted,
): Promise<FileablePage> {
  const programIds = await programsThatFile(visit);
  const rules = await programRulesOf(visit, programIds);
  const periods = [...rules.values()].flatMap(periodsOf);
  const facts = await factsToFile(visit, whose, { periods, onlyOpen, order, after, limit });
  const ruled = facts.flatMap((fact) => {
    const program = rules.get(fact.programId);
    const policy = policyOn(inOrder(program?.policies ?? []), fact.on);
    const rule = policy && filingRuleOf(policy, fact.kind);
    return program && rule ? [{ fact, policy, rule, timeZone: program.timeZone }] : [];
  });
  const rowOf = await rowsFor(
    visit,
    ruled.map(({ fact }) => fact),
  );
  const found = ruled.flatMap((each) => {
    const row = rowOf(each);
    return row ? [{ ...each, row }] : [];
  });
  return { found, last: facts.at(-1) ?? null, isFull: facts.length === limit };
}

/** The same days on which `policyOn` finds each version. */
const periodsOf = ({ programId, policies }: ProgramRules): FilingPeriod[] =>
  inOrder(policies).flatMap((policy, at, ordered) =>
    (['review', 'attempt'] as const).flatMap((kind) => {
      const rule = filingRuleOf(policy, kind);
      const firstDay = at === 0 ? null : policy.effectiveFrom;
      const nextFirstDay = ordered[at + 1]?.effectiveFrom ?? null;
      return rule ? [{ programId, kind, firstDay, nextFirstDay, artifacts: rule.artifacts }] : [];
    }),
  );

async function rowsFor(visit: Visit, facts: readonly FactToFile[]) {
  const { tx, agencyId } = visit;
  const clients = new Map(
    (await clientsOf(tx, agencyId, [...new Set(facts.map(({ clientId }) => clientId))])).map(
      (client) => [client.clientId, client],
    ),
  );
  const programs = await programNames(
    visit,
    facts.map(({ programId }) => programId),
  );
  const filed = await filingsOf(
    visit,
    facts.map(({ aboutId }) => aboutId),
  );
  const names = await namesFor(visit, { staff: filed.map(({ filedBy }) => filedBy) });
  return ({ fact, policy, rule }: Omit<Fileable, 'row'>): ToFile | null => {
    const client = clients.get(fact.clientId);
    if (!client) return null;
    return {
      about: { kind: fact.kind, id: fact.aboutId },
      clientId: fact.clientId,
      clientName: client.name,
      clientNumber: client.number,
      programName: programs.get(fact.programId) ?? '',
      system: rule.system,
      on: fact.on.toString(),
      what: fact.kind === 'review' ? policy.vocabulary.conference : 'attempt',
      artifacts: rule.artifacts.map((artifact) => {
        const filing = filed.find(
          (each) => each.aboutId === fact.aboutId && each.artifact === artifact,
        );
        return {
          artifact,
          title: artifactTitle(artifact, policy.vocabulary),
          filing: filing
            ? {
                filingId: filing.filingId,
                filedOn: filing.filedOn.toString(),
                reference: filing.reference,
                by: names.person({ kind: 'staff', id: filing.filedBy }, filing.filedOn),
              }
            : null,
        };
      }),
    };
  };
}
