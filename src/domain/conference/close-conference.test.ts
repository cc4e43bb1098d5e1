import { describe, expect, test } from 'vitest';
import { closeConference } from './close-conference.ts';
import {
  attendee,
  by,
  clientOne,
  clock,
  colleague,
  doctor,
  ended,
  inSession,
  plain,
  sister,
  valueOf,
  withActive,
  worker,
} from './sample-conference.ts';
import { end } from './run-conference.ts';

const closing = { by, at: clock('10:45') };
const closed = () => valueOf(closeConference(ended(), closing));

describe('closing', () => {
  test('the facilitator closes a conference that has ended', () => {
    expect(plain(closed().conference)).toMatchObject({
      state: 'closed',
      closedAt: plain(clock('10:45')),
      closedBy: 'worker-1',
    });
  });

  test.each([
    ['while it is in session', inSession(), closing, 'conference-not-ended'],
    ['a second time', closed().conference, closing, 'conference-not-ended'],
    ['by somebody else', ended(), { ...closing, by: 'worker-2' }, 'only-the-facilitator-closes'],
  ])('a conference is not closed %s', (_, conference, step, refusal) => {
    expect(closeConference(conference, step)).toEqual({ allowed: false, refusal });
  });

  test('nothing is closed while something is missing, or as held when nothing was said (REQ-071)', () => {
    const empty = valueOf(end(withActive(), { by, at: clock('10:20') }));
    const conference = ended();
    const reviews = conference.reviews.map((review) => ({ ...review, actionItems: [] }));
    const refused = { allowed: false, refusal: 'closing-checks-open' };

    expect(closeConference(empty, closing)).toEqual(refused);
    expect(closeConference({ ...conference, reviews }, closing)).toEqual(refused);
  });
});

describe('what closing writes down', () => {
  test('one entry per client: what was discussed, the plan and the times (REQ-077, REQ-109, REQ-111)', () => {
    const { records } = closed();

    expect(records.map(({ clientId }) => clientId)).toEqual(['client-1', 'client-2']);
    expect(plain(records[1])).toMatchObject({
      reviewId: 'review-2',
      enrollmentId: 'enrollment-2',
      heldOn: '2026-06-15',
      startedAt: plain(clock('10:12')),
      endedAt: plain(clock('10:40')),
      reasons: [{ text: 'Reason 2' }],
      summary: { text: 'Evening visits agreed.' },
      entries: [{ id: 'need-of-review-2' }],
      actionItems: [{ id: 'item-of-review-2' }],
    });
    expect(JSON.stringify(records[1])).not.toMatch(/client-1|client-3|review-1|review-3/);
  });

  test('names, titles and agencies of those who were there (REQ-108)', () => {
    expect(closed().records[0]?.present).toEqual(
      [worker, colleague, doctor].map((person) => ({
        person,
        name: `Sample ${person.id}`,
        title: 'Sample title',
        agency: 'Sample agency',
        presentFrom: clock('10:00'),
        presentUntil: clock('10:12'),
      })),
    );
  });

  test('the service plan and its follow-up go with it: owner, due date, who asks when (REQ-110, REQ-112)', () => {
    expect(plain(closed().actionItems)).toMatchObject(
      ['review-1', 'review-2'].map((reviewId) => ({
        reviewId,
        state: 'open',
        owner: worker,
        dueOn: '2026-06-22',
        followUp: { on: '2026-06-24', by: 'worker-1' },
      })),
    );
  });

  test('due dates count from the day it was held in the zone of the program', () => {
    const late = ended();
    const reviews = late.reviews.map((review) =>
      review.id === 'review-2'
        ? { ...review, startedAt: clock('23:10'), endedAt: clock('23:40') }
        : review,
    );
    const { finalized } = valueOf(closeConference({ ...late, reviews }, closing));

    expect(finalized.map(({ heldOn }) => heldOn.toString())).toEqual(['2026-06-15', '2026-06-15']);
    expect(plain(finalized[0])).toMatchObject({
      enrollmentId: 'enrollment-1',
      mode: 'video',
      present: [worker, colleague, doctor],
      finalizedAt: plain(clock('10:45')),
    });
  });

  test('a client who was not reached goes back to due', () => {
    expect(closed().backToDue).toEqual([
      {
        reviewId: 'review-3',
        clientId: 'client-3',
        enrollmentId: 'enrollment-3',
        programId: 'program-1',
      },
    ]);
  });
});

describe('what closing sets going', () => {
  test('a notice for everybody at once, and a form per client (REQ-074, REQ-077)', () => {
    const people = [worker, doctor, sister, clientOne].map((person) => attendee(person));
    const { jobs } = valueOf(closeConference(ended({ attendees: people }), closing));

    expect(jobs.filter(({ kind }) => kind === 'notice')).toEqual(
      [worker, doctor, sister, clientOne].map((person) => ({
        kind: 'notice',
        conferenceId: 'conference-1',
        person,
      })),
    );
    expect(jobs.filter(({ kind }) => kind === 'review-pdf')).toEqual(
      ['review-1', 'review-2'].map((reviewId) => ({
        kind: 'review-pdf',
        conferenceId: 'conference-1',
        reviewId,
      })),
    );
  });

  test('no job carries a word of what was said (EP-04)', () => {
    expect(JSON.stringify(closed().jobs)).not.toMatch(/Evening|need|day centre|Sample|client-/);
  });
});
