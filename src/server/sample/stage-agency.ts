import { randomInt } from 'node:crypto';
import { addOrganization, addProvider } from '#contract/directory.ts';
import { foundAgency } from '#contract/first-run.ts';
import { createProgram } from '#contract/programs.ts';
import { authorizeTitle, recordTraining } from '#contract/staff-access.ts';
import { acceptInvitation } from '#contract/sign-in.ts';
import { confirmStaffChange, inviteStaff, joinTeam, listStaffChanges } from '#contract/staff.ts';
import { restrictedClasses } from '#domain/people.ts';
import { passwordFlaw } from '#server/platform/sign-in/password-flaw.ts';
import {
  agency,
  authorizedTitles,
  emailOf,
  organizations,
  programs,
  providerEmail,
  providers,
  staff,
  type SampleStaff,
} from './cast.ts';
import { openDesk, type Desk, type Office } from './desk.ts';
import type { Ago } from './sample-client.ts';
import type { SamplePerson } from './sample-folder.ts';
import { dayOf, known, momentOf, timeZone, type Happening, type Stage } from './stage.ts';

const consonants = 'bdfgklmnprstvz';
const vowels = 'aeiou';
const letter = (of: string) => of.charAt(randomInt(of.length));
const part = () => [1, 2].map(() => letter(consonants) + letter(vowels)).join('');

/** Random, and still typed without a slip: five parts of four letters. */
function newPassword(person: { email: string; fullName: string }): string {
  for (;;) {
    const password = [1, 2, 3, 4, 5].map(part).join('-');
    if (passwordFlaw(password, person) === null) return password;
  }
}

export type Founded = {
  agencyId: string;
  people: SamplePerson[];
  desks: Map<string, Desk>;
  staffIds: Map<string, string>;
};

/** The agency by way of its first run, and its staff by way of their invitations. */
export async function foundSample(
  office: Office,
  { code, auditUntil }: { code: string; auditUntil: string },
): Promise<Founded> {
  const { noor, ...others } = staff;
  const admin = openDesk(office);
  const first = personOf(noor);
  const { agency: made, person } = await admin.tell(foundAgency, {
    ...agency,
    code,
    fullName: noor.fullName,
    title: noor.title,
    ...signInOf(first),
  });
  const founded: Founded = {
    agencyId: made?.agencyId ?? '',
    people: [first],
    desks: new Map([['noor', admin]]),
    staffIds: new Map([['noor', person?.staffId ?? '']]),
  };
  for (const [key, { fullName, title, role, ...rest }] of Object.entries(others)) {
    const joining = personOf({ fullName, title, role, ...rest });
    const { email } = joining;
    const { staffId, link } = await admin.tell(inviteStaff, {
      fullName,
      title,
      email,
      roles: [role],
      mayTakeLists: true,
      ...(role === 'auditor'
        ? {
            auditorUntil: auditUntil,
            auditorScope: 'every' as const,
            auditorPeriod: 'any' as const,
            auditorSample: 'everybody' as const,
          }
        : {}),
    });
    const second = founded.desks.get('sofia');
    if (second) await confirmWhatWaits(second);
    const desk = openDesk(office);
    const invitation = new URL(link ?? '').hash.slice(1);
    await desk.tell(acceptInvitation, { code: invitation, password: joining.password });
    founded.people.push(joining);
    founded.desks.set(key, desk);
    founded.staffIds.set(key, staffId);
  }
  return founded;
}

/** The supervisor is the second person for a seat that opens what is restricted, and for the right to save lists. */
async function confirmWhatWaits(desk: Desk) {
  const { changes } = await desk.tell(listStaffChanges, {});
  const changeId = changes.find(({ may }) => may.confirm)?.changeId ?? '';
  return desk.tell(confirmStaffChange, { changeId });
}

const signInOf = ({ email, password }: SamplePerson) => ({ email, password });

function personOf({ fullName, role }: SampleStaff): SamplePerson {
  const email = emailOf(fullName);
  return { email, role, password: newPassword({ email, fullName }) };
}

/** Who was trained in what, and which titles may know it: without training nobody sees a restricted line. One ends soon, to be renewed. */
export async function trainStaff(stage: Stage, ago: Ago) {
  const admin = stage.desk('noor');
  for (const [who, { teamRole }] of Object.entries(staff)) {
    if (teamRole === null) continue;
    for (const about of restrictedClasses)
      await admin.tell(recordTraining, {
        staffId: known(stage.staffIds, who),
        about,
        completedOn: dayOf(stage, ago),
        expiresOn: dayOf(stage, who === 'ben' && about === 'hiv' ? -25 : -200),
      });
  }
  for (const title of authorizedTitles) await admin.tell(authorizeTitle, title);
}

/** The directory of outside people, which everybody keeps. */
export async function keepDirectory(stage: Stage) {
  const desk = stage.desk('ana');
  const organizationIds = new Map<string, string>();
  for (const [key, organization] of Object.entries(organizations)) {
    const { organizationId } = await desk.tell(addOrganization, organization);
    organizationIds.set(key, organizationId);
  }
  for (const [key, { at, ...about }] of Object.entries(providers)) {
    const { providerId } = await desk.tell(addProvider, {
      ...about,
      organizationId: known(organizationIds, at),
      email: providerEmail(about.fullName, at),
      phone: '555-0150',
    });
    stage.providerIds.set(key, providerId);
  }
}

/** Each program on the day on which it began to use Roundtable, with the same team. */
export const programsBegin = (stage: Stage): Happening[] =>
  Object.entries(programs).map(([key, { liveSince, ...program }]) => ({
    at: momentOf(stage, liveSince, '07:30'),
    happen: async () => {
      const admin = stage.desk('noor');
      const made = await admin.tell(createProgram, {
        ...program,
        timeZone,
        goLiveOn: dayOf(stage, liveSince),
      });
      stage.programs.set(key, made);
      for (const [who, { teamRole }] of Object.entries(staff)) {
        const staffId = known(stage.staffIds, who);
        if (!teamRole) continue;
        const seat = { staffId, teamId: made.teamId, teamRole };
        const { outcome } = await admin.tell(joinTeam, seat);
        if (outcome === 'waiting') await confirmWhatWaits(stage.desk('sofia'));
      }
    },
  }));
