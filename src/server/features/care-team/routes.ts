import * as contract from '#contract/care-team.ts';
import { readCareTeamInEmergency } from '#contract/emergency.ts';
import { route, type Route } from '#server/platform/route.ts';
import { addToCareTeam, changeMember, leaveCareTeam } from './change-care-team.ts';
import { addSupport, changeSupport } from './keep-supports.ts';
import { readCareTeam } from './read-care-team.ts';

const read = { needs: 'client:read', purpose: 'care-coordination' } as const;
const emergency = { needs: 'emergency:use', purpose: 'emergency' } as const;
const write = { needs: 'client:write', purpose: 'care-coordination' } as const;

export const careTeamRoutes: Route[] = [
  route(contract.readCareTeam, read, readCareTeam),
  route(readCareTeamInEmergency, emergency, readCareTeam),
  route(contract.addToCareTeam, write, addToCareTeam),
  route(contract.changeCareTeamMember, write, changeMember),
  route(contract.leaveCareTeam, write, leaveCareTeam),
  route(contract.addSupport, write, addSupport),
  route(contract.changeSupport, write, changeSupport),
];
