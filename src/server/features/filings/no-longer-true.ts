import { artifactTitle } from '#domain/filing/artifact-words.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import {
  mostToFile,
  type NoLongerTrue,
  type putFilingRight as contract,
} from '#contract/filings.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clientsOf } from '#server/stores/clients/clients.ts';
import { programRulesOf } from '#server/stores/clock/clock-facts.ts';
import { programNames } from '#server/stores/conferences/client-reviews.ts';
import type { Whose } from '#server/stores/conferences/closed-reviews.ts';
import { programsThatFile } from '#server/stores/filings/facts-to-file.ts';
import {
  filingsNoLongerTrue,
  putFilingRight as putRight,
  type UntrueFiling,
} from '#server/stores/filings/filings-no-longer-true.ts';
import { namesFor } from '#server/stores/record/record-names.ts';

type Untrue = { filing: UntrueFiling; row: NoLongerTrue };

/** What was filed and is wrong over there now, the oldest first. */
export async function untrueFilings(
  visit: Visit,
  whose: Whose,
): Promise<{ found: Untrue[]; hasMore: boolean }> {
  const programIds = await programsThatFile(visit);
  const filings = await filingsNoLongerTrue(visit, whose, { programIds, limit: mostToFile + 1 });
  const shown = filings.slice(0, mostToFile);
  const rowOf = await rowsFor(visit, shown);
  const found = shown.flatMap((filing) => {
    const row = rowOf(filing);
    return row ? [{ filing, row }] : [];
  });
  return { found, hasMore: filings.length > mostToFile };
}

async function rowsFor(visit: Visit, filings: readonly UntrueFiling[]) {
  const { tx, agencyId } = visit;
  const programIds = [...new Set(filings.map(({ programId }) => programId))];
  const rules = await programRulesOf(visit, programIds);
  const programs = await programNames(visit, programIds);
  const clientIds = [...new Set(filings.map(({ clientId }) => clientId))];
  const clients = new Map(
    (await clientsOf(tx, agencyId, clientIds)).map((client) => [client.clientId, client]),
  );
  const names = await namesFor(visit, { staff: filings.map(({ filedBy }) => filedBy) });
  return (filing: UntrueFiling): NoLongerTrue | null => {
    const { filingId, clientId, programId, kind, on, filedOn, reference, filedBy } = filing;
    const client = clients.get(clientId);
    const policy = policyOn(inOrder(rules.get(programId)?.policies ?? []), on);
    if (!client || !policy) return null;
    return {
      filingId,
      clientId,
      clientName: client.name,
      clientNumber: client.number,
      programName: programs.get(programId) ?? '',
      system: filing.system,
      on: on.toString(),
      what: kind === 'review' ? policy.vocabulary.conference : 'attempt',
      title: artifactTitle(filing.artifact, policy.vocabulary),
      filedOn: filedOn.toString(),
      reference,
      by: names.person({ kind: 'staff', id: filedBy }, filedOn),
      why: filing.why,
    };
  };
}

export async function putFilingRight({ filingId }: InputOf<typeof contract>, visit: Visit) {
  visit.touch(await putRight(visit, filingId));
  return {};
}
