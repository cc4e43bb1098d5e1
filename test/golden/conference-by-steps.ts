import type { GivenClient, GivenStaff } from '#test/given.ts';
import type { House } from '#test/house.ts';

type Person = { kind: 'staff' | 'provider' | 'support' | 'client'; id: string };

export type Told = {
  client: GivenClient;
  /** Who leads it, and with whom: all of them were there. */
  leader: GivenStaff;
  others?: Person[];
  /** Local date and time in New York. */
  on: string;
  time?: string;
  minutes?: number;
  mode?: 'in_person' | 'telephone' | 'video';
  changeEventIds?: string[];
  /** Why the client is discussed. */
  reasons?: string[];
  plannedDaysAhead?: number;
  /** In place of days. */
  plannedMinutesAhead?: number;
  /** An internal case review, of the staff alone. */
  isInternal?: boolean;
  /** How many days later it is closed; null leaves it held and not written up. */
  closedAfterDays?: number | null;
};

export type Verdict = { counts: boolean; reasonCodes: string[]; warningCodes: string[] };

const zone = 'America/New_York';

/** A conference about one client from the plan to the close, each step through the API, on its own days. */
export async function holdBySteps(house: House, told: Told) {
  const { client, leader, others = [], on, time = '09:00', minutes = 30, mode = 'video' } = told;
  const { plannedDaysAhead = 3, plannedMinutesAhead, isInternal = false } = told;
  const { reasons = ['status_needs_goals'] } = told;
  const as = house.as(leader.name);
  const start = Temporal.PlainDateTime.from(`${on}T${time}`).toZonedDateTime(zone);
  const step = async (path: string, body: object = {}) => {
    const reply = await as.post(path, body);
    if (reply.status !== 200) throw new Error(`${path} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const planned = start.subtract(
    plannedMinutesAhead === undefined
      ? { days: plannedDaysAhead }
      : { minutes: plannedMinutesAhead },
  );
  await house.at(planned.toInstant().toString());
  const { conferenceId } = await step('/api/conferences', {
    enrollmentIds: [client.enrollmentId],
    ...(told.changeEventIds && { changeEventIds: told.changeEventIds }),
  });
  const path = `/api/conferences/${conferenceId}`;
  const version = async () => (await as.get(path)).body.version;
  const save = async (part: string, body: object) =>
    step(`${path}/${part}`, { version: await version(), ...body });
  await save('clients', {
    reviews: [
      {
        enrollmentId: client.enrollmentId,
        plannedMinutes: minutes,
        reasons: reasons.map((code) => ({ code, text: null })),
      },
    ],
  });
  const reviewId = (await as.get(path)).body.reviews[0].reviewId;
  const people: Person[] = [{ kind: 'staff', id: leader.staffId }, ...others];
  await save('people', {
    attendees: people.map((person) => ({ person, reviewIds: [reviewId] })),
    isInternal,
  });
  await save('schedule', {
    schedule: { on, time, minutes, timeZone: zone, mode },
  });
  const role = leader.staffId;
  await save('roles', { roles: { facilitator: role, timekeeper: role, notetaker: role } });
  await save('invitations', {});

  await house.at(start.toInstant().toString());
  await step(`${path}/start`);
  const review = `${path}/reviews/${reviewId}`;
  await step(`${review}/activate`);
  for (const person of people) await step(`${review}/attendance`, { person, state: 'present' });
  const need = await step(`${review}/entries`, { kind: 'need', text: 'A place for the winter' });
  for (const kind of ['strength', 'barrier', 'solution'])
    await step(`${review}/entries`, { kind, text: `A ${kind}` });
  await step(`${review}/summary`, { text: 'What was agreed', how: 'aloud' });
  await step(`${review}/action-items`, {
    needId: need.entryId,
    text: 'Ask for a place',
    owner: { kind: 'staff', id: leader.staffId },
    dueOn: start.toPlainDate().add({ days: 7 }).toString(),
    followUp: {
      on: start.toPlainDate().add({ days: 14 }).toString(),
      how: 'By telephone',
      by: leader.staffId,
    },
  });
  // Whole minutes after it began, however long the steps took in between.
  await house.at(start.add({ minutes, seconds: 20 }).toInstant().toString());
  await step(`${path}/end`);
  const close = async () => {
    const { reviews } = await step(`${path}/close`);
    const verdict: Verdict = reviews[0];
    return verdict;
  };
  const days = told.closedAfterDays === undefined ? 0 : told.closedAfterDays;
  if (days === null) return { conferenceId, reviewId, close, verdict: null };
  if (days > 0) await house.at(start.add({ days, minutes }).toInstant().toString());
  return { conferenceId, reviewId, close, verdict: await close() };
}
