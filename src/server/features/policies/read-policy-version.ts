import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/policies/policies.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findVersion } from '#server/stores/policies/policies.ts';
import { programHere } from './program-here.ts';
import { documentOf, flawsIn, namesOf, versionView } from './version-view.ts';

export async function readPolicyVersion(
  input: InputOf<typeof contract.readPolicyVersion>,
  visit: Visit,
) {
  const program = await programHere(visit, input.programId);
  const stored = await findVersion(visit, input);
  return {
    programId: program.programId,
    programName: program.name,
    today: program.today.toString(),
    revision: stored.revision,
    version: versionView(stored, program.today, await namesOf(visit, [stored])),
    document: documentOf(stored),
    flaws: await flawsIn(visit, stored),
  };
}
