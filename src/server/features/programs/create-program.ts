import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/programs.ts';
import { isSameName } from '#domain/same-name.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addProgram, programsOf } from '#server/stores/enrollments/programs.ts';
import { addTeam } from '#server/stores/staff/teams.ts';

export async function createProgram(input: InputOf<typeof contract.createProgram>, visit: Visit) {
  const programs = await programsOf(visit.tx, visit.agencyId);
  if (programs.some(({ name }) => isSameName(name, input.name)))
    throw new Refused('program-name-taken', [
      { path: 'name', message: 'There is a program with this name already. Choose another.' },
    ]);
  const goLiveOn = Temporal.PlainDate.from(input.goLiveOn);
  const programId = await addProgram(visit, { ...input, goLiveOn });
  const teamId = await addTeam(visit, programId, 'Team 1');
  visit.touch(programId, teamId);
  return { programId, teamId };
}
