import type { recordChange as contract } from '#contract/changes.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { highestClass } from '#domain/consent/privacy-incident.ts';
import type { SensitivityClass } from '#domain/people.ts';
import {
  changeKindsOn,
  classesFrom,
  higherClass,
  type ChangeKind,
} from '#domain/policy-clock/significant-changes.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { caseClasses, noteLowering, type CaseClasses } from '#server/stores/case-classes.ts';
import { addChange, changesOf } from '#server/stores/clock/change-events.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { enrolledProgramsOf, lockEnrollmentsOf } from '#server/stores/clock/enrolled-programs.ts';
import { addNote } from '#server/stores/fact-notes.ts';
import { classesOfPrograms } from '#server/stores/enrollments/program-classes.ts';
import { projectClients } from '#server/stores/clock/project-enrollments.ts';
import { whenOf, type When } from './change-dates.ts';
import { tellCareTeam } from './tell-care-team.ts';

type Asked = InputOf<typeof contract>;

/** The change, the duties it opens and the letters about it: all of it or nothing. */
export async function recordChange(asked: Asked, visit: Visit): Promise<ReplyOf<typeof contract>> {
  const { clientId, code } = asked;
  await findClient(visit.tx, visit.agencyId, clientId);
  await lockEnrollmentsOf(visit, clientId);
  const programs = await enrolledProgramsOf(visit, clientId);
  const when = await whenOf(visit, programs, asked);
  const kind = changeKindsOn(programs, when.occurredOn).find((each) => each.code === code);
  if (kind === undefined)
    throw badInput('code', 'Choose a change that one of their programs knows on that date.');
  const classes = await caseClasses(visit, clientId);
  const known = classes.seesAll ? classes.ofCase : await classToldBy(visit, programs);
  const ofEvent = classOf(asked.class, kind, { ofCase: known, seesAll: classes.seesAll });
  const wantsConference = isWanted(asked, kind);
  await refuseTwice(visit, asked, when);
  const changeEventId = await addChange(
    visit,
    { firstId: null, clientId, code, ...when, class: ofEvent, wantsConference },
    'happened',
  );
  if (classes.seesAll)
    await noteLowering(visit, classes, { aboutId: changeEventId, clientId, class: ofEvent });
  const words = { aboutId: changeEventId, clientId, atLeast: ofEvent };
  await addNote(visit, { ...words, kind: 'note', text: asked.note });
  if (!wantsConference) await addNote(visit, { ...words, kind: 'why-not', text: asked.whyNot });
  await projectClients(visit, [clientId]);
  const told = await tellCareTeam(visit, { changeEventId, severity: kind.severity });
  visit.touch(changeEventId);
  return { changeEventId, told };
}

/**
 * What the programs tell by their names, as far as the asker knows of them. A change is a code, no words, and from somebody who may not read
 * all of the case it has no class that they do not know of: it would be missing from their own lists, and tell them what the case holds (0170).
 */
async function classToldBy(visit: Visit, programs: readonly { programId: string }[]) {
  const classes = await classesOfPrograms(visit);
  return highestClass(programs.flatMap(({ programId }) => classes.get(programId) ?? []));
}

/** The highest of the policy, the case and its programs; only who may read all of the case may say that it is less than the case. */
function classOf(
  chosen: SensitivityClass | undefined,
  kind: ChangeKind,
  { ofCase, seesAll }: CaseClasses,
): SensitivityClass {
  if (chosen === undefined) return higherClass(kind.class, ofCase);
  if (!classesFrom(kind.class).includes(chosen))
    throw badInput('class', 'A change can be marked stricter than the policy says, never weaker.');
  return seesAll ? chosen : higherClass(chosen, ofCase);
}

/** Where every program requires one, there is nothing to judge. */
function isWanted({ wantsConference, whyNot }: Asked, { programs }: ChangeKind): boolean {
  if (!programs.some(({ obligation }) => obligation === 'recommended')) return true;
  if (wantsConference === undefined)
    throw badInput('wantsConference', 'Say whether this needs a conference.');
  if (!wantsConference && whyNot === '')
    throw badInput('whyNot', 'Say in a few words why no conference is needed.');
  return wantsConference;
}

/** The same thing heard by two people on one day or the next; whoever has seen the other one says so. */
async function refuseTwice(visit: Visit, { clientId, code, besides }: Asked, when: When) {
  const others = (await changesOf(visit, clientId)).filter(
    (event) =>
      event.code === code &&
      Math.abs(event.occurredOn.until(when.occurredOn).days) <= 1 &&
      !besides.includes(event.changeEventId),
  );
  if (others.length > 0) throw new Refused('change-recorded-already');
}
