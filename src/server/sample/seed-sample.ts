import { signOut } from '#contract/session.ts';
import { clockFacts } from './clock-facts.ts';
import { comingConferences, pastConferences } from './conferences.ts';
import type { Desk, Office } from './desk.ts';
import { finishActions, holdMeeting } from './hold-sample.ts';
import { answerInvitations, planMeeting } from './plan-sample.ts';
import { clientsComeAndGo } from './stage-clients.ts';
import { plansVerified } from './verifications.ts';
import { foundSample, keepDirectory, programsBegin, trainStaff } from './stage-agency.ts';
import type { Ago } from './sample-client.ts';
import { dayOf, known, momentOf, timeZone, type Happening, type Stage } from './stage.ts';

/** What the making of the sample needs beside the product itself. */
export type Studio = Office & {
  foundingCode: string;
  setClock: (moment: Temporal.Instant) => Promise<void>;
  runJobs: () => Promise<unknown>;
};

const begun = 560;

/** Lives eighteen months of a small agency through the product, in the order of time, up to now. */
export async function seedSample({ foundingCode, setClock, runJobs, ...office }: Studio) {
  const now = Temporal.Now.zonedDateTimeISO(timeZone);
  const today = now.toPlainDate();
  await setClock(momentOf({ today }, begun, '07:00'));
  const { agencyId, people, desks, staffIds } = await foundSample(office, {
    code: foundingCode,
    auditUntil: dayOf({ today }, -90),
  });
  const stage: Stage = {
    today,
    desk: (who) => known<Desk>(desks, who),
    staffIds,
    programs: new Map(),
    providerIds: new Map(),
    clients: new Map(),
    setClock,
    runJobs,
  };
  await trainStaff(stage, begun);
  await keepDirectory(stage);
  const happenings = [
    ...programsBegin(stage),
    ...clientsComeAndGo(stage),
    ...clockFacts(stage),
    ...plansVerified(stage),
    ...pastConferences.flatMap((meeting) => pastMeeting(stage, onWorkday(stage, meeting))),
    ...comingConferences.map((meeting) =>
      comingMeeting(stage, meeting.on === 0 ? laterToday(meeting, now) : onWorkday(stage, meeting)),
    ),
  ];
  for (const { at, happen } of happenings.toSorted((a, b) =>
    Temporal.Instant.compare(a.at, b.at),
  )) {
    await setClock(earlierOf(at, now.toInstant()));
    await happen();
  }
  for (const desk of desks.values()) await desk.tell(signOut, {});
  return { agencyId, people };
}

/** Nobody meets on a weekend: what is past was on the Friday before, what lies ahead is on the Monday after. */
function onWorkday<M extends { on: Ago }>({ today }: Stage, meeting: M): M {
  const { dayOfWeek } = today.subtract({ days: meeting.on });
  if (dayOfWeek < 6) return meeting;
  const shift = meeting.on > 0 ? dayOfWeek - 5 : dayOfWeek - 8;
  return { ...meeting, on: meeting.on + shift };
}

/** Today's is at ten, or still ahead where the sample is made later in the day. */
function laterToday<M extends { time: string }>(meeting: M, now: Temporal.ZonedDateTime): M {
  const earliest = now.add({ minutes: 90 });
  const hour = Math.max(10, Math.min(earliest.hour, 20));
  const isTomorrow = !earliest.toPlainDate().equals(now.toPlainDate());
  return { ...meeting, time: `${isTomorrow ? 20 : hour}:00` };
}

const earlierOf = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) < 0 ? one : other;

function pastMeeting(stage: Stage, meeting: (typeof pastConferences)[number]): Happening[] {
  const { on, time, isDone } = meeting;
  let conferenceId = '';
  const plan = async () => {
    conferenceId = await planMeeting(stage, meeting, 'invitations');
  };
  const hold = () => holdMeeting(stage, meeting, conferenceId);
  const finish = () => finishActions(stage, meeting);
  return [
    { at: momentOf(stage, on + 8, '09:10'), happen: plan },
    { at: momentOf(stage, on, time), happen: hold },
    ...(isDone ? [{ at: momentOf(stage, on - 10, '17:00'), happen: finish }] : []),
  ];
}

const comingMeeting = (stage: Stage, meeting: (typeof comingConferences)[number]): Happening => ({
  at: momentOf(stage, meeting.setUp, '09:20'),
  happen: async () => {
    const conferenceId = await planMeeting(stage, meeting, meeting.until);
    if (meeting.until === 'invitations') await answerInvitations(stage, meeting, conferenceId);
  },
});
