import { completeAction, listActionsOfClient } from '#contract/actions.ts';
import { addActionItem, addEntry, confirmSummary } from '#contract/conferences/capture.ts';
import { closeConference } from '#contract/conferences/close.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import {
  activateReview,
  endConference,
  recordAttendance,
  startConference,
} from '#contract/conferences/hold.ts';
import { readConference } from '#contract/conferences/plan.ts';
import type { PastConference } from './conferences.ts';
import { storyOf } from './plan-sample.ts';
import { dayOf, known, momentOf, type Stage } from './stage.ts';

/** What is longer ago is told in fewer lines, so that the first start does not take long. */
const detailed = 100;

/** Holds a conference minute by minute, one client after the other, and closes it unless it is left open. */
export async function holdMeeting(stage: Stage, meeting: PastConference, conferenceId: string) {
  const desk = stage.desk(meeting.facilitator);
  const start = momentOf(stage, meeting.on, meeting.time);
  await desk.tell(startConference, { conferenceId });
  const conference = await desk.tell(readConference, { conferenceId });
  for (const [index, { reviewId }] of conference.reviews.entries()) {
    const begun = start.add({ minutes: 1 + index * 20 });
    await stage.setClock(begun);
    await desk.tell(activateReview, { conferenceId, reviewId });
    await stage.setClock(begun.add({ minutes: 2 }));
    await seeWhoIsThere(stage, meeting, { conference, reviewId, index });
    await stage.setClock(begun.add({ minutes: 9 }));
    await writeDown(stage, meeting, { conference, reviewId, index });
  }
  await stage.setClock(start.add({ minutes: conference.reviews.length * 20 - 1 }));
  await desk.tell(endConference, { conferenceId });
  if (meeting.isOpen) return;
  await stage.setClock(start.add({ minutes: conference.reviews.length * 20 + 12 }));
  await desk.tell(closeConference, { conferenceId });
  await stage.runJobs();
}

type Part = { conference: ConferenceView; reviewId: string; index: number };

async function seeWhoIsThere(
  stage: Stage,
  { facilitator, on }: PastConference,
  { conference: { conferenceId, attendees }, reviewId, index }: Part,
) {
  const asked = attendees.filter(({ invitedTo }) => invitedTo.includes(reviewId));
  const providers = asked.filter(({ person }) => person.kind === 'provider');
  const missing = providers.length > 1 && (on + index) % 3 === 0 ? providers.at(-1) : undefined;
  for (const attendee of asked) {
    const { person } = attendee;
    await stage.desk(facilitator).tell(recordAttendance, {
      conferenceId,
      reviewId,
      person,
      ...(attendee === missing
        ? { state: 'absent', reason: 'other-commitment' }
        : { state: 'present' }),
    });
  }
}

async function writeDown(
  stage: Stage,
  { facilitator, timekeeper, on, isOpen }: PastConference,
  { conference: { conferenceId }, reviewId, index }: Part,
) {
  const desk = stage.desk(facilitator);
  const story = storyOf(on, index);
  const key = { conferenceId, reviewId };
  await desk.tell(addEntry, { ...key, kind: 'strength', text: story.strength });
  const need = await desk.tell(addEntry, { ...key, kind: 'need', text: story.need });
  if (on < detailed) {
    await desk.tell(addEntry, { ...key, kind: 'barrier', text: story.barrier });
    await desk.tell(addEntry, { ...key, kind: 'solution', text: story.solution });
  }
  const owner = known(stage.staffIds, facilitator);
  const follower = known(stage.staffIds, timekeeper);
  await desk.tell(addActionItem, {
    ...key,
    needId: need.entryId,
    text: story.action,
    owner: { kind: 'staff', id: owner },
    dueOn: dayOf(stage, on - story.dueIn),
    followUp: { on: dayOf(stage, on - story.dueIn - 3), how: story.followUp, by: follower },
  });
  if (!isOpen) await desk.tell(confirmSummary, { ...key, text: story.summary, how: 'aloud' });
}

/** Ten days later what was agreed is done, each with what came of it. */
export async function finishActions(stage: Stage, { facilitator, clients }: PastConference) {
  const desk = stage.desk(facilitator);
  for (const client of clients) {
    const { clientId } = known(stage.clients, client);
    const { items } = await desk.tell(listActionsOfClient, { clientId });
    for (const { actionItemId, version, state, may } of items) {
      const outcome = 'Done as agreed.';
      if (state === 'open' && may.finish)
        await desk.tell(completeAction, { actionItemId, version, outcome });
    }
  }
}
