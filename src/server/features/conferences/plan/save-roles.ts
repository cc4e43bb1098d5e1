import type { saveRoles as endpoint } from '#contract/conferences/plan.ts';
import type { InputOf } from '#contract/endpoint.ts';
import {
  roles,
  type DraftConference,
  type ScheduledConference,
} from '#domain/conference/conference.ts';
import { assignRole } from '#domain/conference/plan-conference.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { lockVersion } from '#server/stores/conferences/conferences.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';
import { requireAccess, requireWhole } from './planning.ts';

export async function saveRoles(input: InputOf<typeof endpoint>, visit: Visit) {
  const stored = await lockVersion(visit, input);
  const { conference } = stored;
  if (conference.state !== 'draft' && conference.state !== 'scheduled')
    throw new Refused('conference-not-planned');
  requireWhole(stored);
  const assigned = assignAll(conference, input.roles);
  await requireAccess(visit, conference, Object.values(input.roles));
  await saveConference(visit, stored, { to: assigned });
  return { conferenceId: input.conferenceId };
}

type Planned = DraftConference | ScheduledConference;

function assignAll(conference: Planned, wanted: InputOf<typeof endpoint>['roles']): Planned {
  const noRoles = { facilitator: null, timekeeper: null, notetaker: null };
  return roles.reduce<Planned>(
    (assigned, role) => {
      const to = wanted[role];
      return to === null ? assigned : orRefuse(assignRole(assigned, { role, to }));
    },
    { ...conference, roles: noRoles },
  );
}
