import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { keepChoices as endpoint } from '#contract/imports.ts';
import type { Visit } from '#server/platform/shell.ts';
import { lockImportRun, saveChoices } from '#server/stores/imports/import-runs.ts';
import { choicesSoFar } from './choices-so-far.ts';
import { restingImport } from './held-imports.ts';

/** Keeps what is chosen as it is chosen. Of two people at it each keeps what they touched; of what both touched, the later choice stands. */
export async function keepChoices(
  { importId, organizations, projects }: InputOf<typeof endpoint>,
  visit: Visit,
): Promise<ReplyOf<typeof endpoint>> {
  const held = restingImport(visit.shell, { agencyId: visit.agencyId, importId });
  await lockImportRun(visit.tx, visit.agencyId, importId);
  const before = await choicesSoFar(visit);
  const choices = {
    organizations: withNewest(before.organizations, organizations),
    projects: withNewest(before.projects, projects),
  };
  const choicesRevision = await saveChoices(visit, importId, choices);
  held.preview = null;
  held.hasFailed = false;
  return { choices, choicesRevision };
}

const withNewest = <One extends { id: string }>(before: readonly One[], newest: readonly One[]) => [
  ...new Map([...before, ...newest].map((one) => [one.id, one])).values(),
];
