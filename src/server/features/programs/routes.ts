import * as contract from '#contract/programs.ts';
import { route } from '#server/platform/route.ts';
import { createProgram } from './create-program.ts';
import { createTeam } from './create-team.ts';
import { listPrograms } from './list-programs.ts';

const rights = { needs: 'program:manage', purpose: 'administration' } as const;

export const programRoutes = [
  route(contract.listPrograms, rights, (_input, visit) => listPrograms(visit)),
  route(contract.createProgram, rights, createProgram),
  route(contract.createTeam, rights, createTeam),
];
