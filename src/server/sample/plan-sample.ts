import { cancelConference, recordReply, sendInvitations } from '#contract/conferences/invite.ts';
import {
  readConference,
  saveClients,
  savePeople,
  saveRoles,
  saveSchedule,
  startDraft,
} from '#contract/conferences/plan.ts';
import { placeOf, type ComingConference, type PastConference } from './conferences.ts';
import { dayOf, known, timeZone, type Stage } from './stage.ts';
import { stories } from './stories.ts';

type Meeting = PastConference | ComingConference;
type Until = ComingConference['until'];

const minutesEach = 20;
export const storyOf = (on: number, index: number) =>
  stories[(Math.abs(on) + index) % stories.length] ?? stories[0];

/** Sets a conference up as far as wanted, and answers its id. */
export async function planMeeting(stage: Stage, meeting: Meeting, until: Until): Promise<string> {
  const desk = stage.desk(meeting.facilitator);
  const enrollmentIds = meeting.clients.map(
    (key) => known(stage.clients, key).enrollmentIds[0] ?? '',
  );
  const { conferenceId } = await desk.tell(startDraft, { enrollmentIds });
  const seen = async () => {
    const { version } = await desk.tell(readConference, { conferenceId });
    return { conferenceId, version };
  };
  await desk.tell(saveClients, {
    ...(await seen()),
    reviews: enrollmentIds.map((enrollmentId, index) => ({
      enrollmentId,
      plannedMinutes: minutesEach,
      reasons: [{ code: storyOf(meeting.on, index).reason }],
    })),
  });
  if (until === 'reasons') return conferenceId;
  await inviteColleague(stage, meeting, conferenceId);
  const { time, mode } = meeting;
  await desk.tell(saveSchedule, {
    ...(await seen()),
    schedule: {
      on: dayOf(stage, meeting.on),
      time,
      minutes: Math.max(30, minutesEach * meeting.clients.length),
      timeZone,
      mode,
      ...placeOf[mode],
    },
  });
  if (until === 'time') return conferenceId;
  await desk.tell(sendInvitations, await seen());
  // The newest mails wait for the product itself, which has no mail server and holds them in the outbox.
  if (meeting.on > -6) await stage.runJobs();
  if (until === 'cancelled') {
    const reason = 'The interpreter was not free on that day.';
    await desk.tell(cancelConference, { conferenceId, reason });
    await stage.runJobs();
  }
  return conferenceId;
}

/** The colleague keeps the time, so that whoever leads can listen. */
async function inviteColleague(stage: Stage, meeting: Meeting, conferenceId: string) {
  const desk = stage.desk(meeting.facilitator);
  const [leader, keeper] = [meeting.facilitator, meeting.timekeeper].map((who) =>
    known(stage.staffIds, who),
  );
  const { version, attendees, reviews } = await desk.tell(readConference, { conferenceId });
  const reviewIds = reviews.map(({ reviewId }) => reviewId);
  const wanted = attendees
    .filter(({ person }) => person.id !== keeper)
    .map(({ person, wantedFor }) => ({ person, reviewIds: wantedFor }));
  const colleague = { person: { kind: 'staff' as const, id: keeper ?? '' }, reviewIds };
  await desk.tell(savePeople, {
    conferenceId,
    version,
    attendees: [...wanted, colleague],
  });
  const peopled = await desk.tell(readConference, { conferenceId });
  await desk.tell(saveRoles, {
    conferenceId,
    version: peopled.version,
    roles: { facilitator: leader ?? null, timekeeper: keeper ?? null, notetaker: leader ?? null },
  });
}

/** Most people say yes, one asks for another time, and one has not answered. */
export async function answerInvitations(stage: Stage, meeting: Meeting, conferenceId: string) {
  const desk = stage.desk(meeting.facilitator);
  const { attendees } = await desk.tell(readConference, { conferenceId });
  const asked = attendees.filter(({ invitedTo }) => invitedTo.length > 0);
  const late = asked.findLastIndex(({ person }) => person.kind === 'provider');
  for (const [index, { person }] of asked.entries()) {
    if (index === late && asked.length > 3) continue;
    const reply = index === 4 ? 'another-time' : 'yes';
    await desk.tell(recordReply, { conferenceId, person, reply });
  }
}
