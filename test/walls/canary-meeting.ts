import { restrictedClasses } from '#domain/people.ts';
import { teller, type CanaryAgency, type Word } from '#test/walls/canary-words.ts';
import type { House } from '#test/house.ts';

type Person = { kind: string; id: string };
const staff = (id: string): Person => ({ kind: 'staff', id });

/** A conference about both clients, held and closed; one about the first that is cancelled, and one that lies ahead. */
export async function meetingFlow(house: House, agency: CanaryAgency, word: Word) {
  await heldAboutBoth(house, agency, word);
  const cancelled = await planned(house, agency, { word, both: false });
  await teller(house)(agency.ana.name, `/api/conferences/${cancelled.conferenceId}/cancel`, {
    reason: word('meeting-of-1', 'conference.withdrawn_reason'),
  });
  const ahead = await planned(house, agency, { word, both: false });
  await teller(house)(agency.ana.name, `/api/conferences/${ahead.conferenceId}/reschedule`, {
    version: await versionOf(house, agency.ana.name, ahead.conferenceId),
    schedule: { ...ahead.schedule, time: '11:00' },
  });
  await house.runJobs();
}

const scheduleOf = (word: Word, both: boolean) => {
  const kind = both ? 'meeting-of-both' : 'meeting-of-1';
  return {
    on: both ? '2027-03-15' : '2027-03-30',
    time: '10:00',
    minutes: 60,
    timeZone: 'America/New_York',
    mode: 'video',
    place: word(kind, 'conference.place'),
    joinLink: `https://meet.example/${word(kind, 'conference.join_link')}`,
  };
};

const versionOf = async (house: House, who: string, conferenceId: string) =>
  (await house.as(who).get(`/api/conferences/${conferenceId}`)).body.version;

type Wanted = { word: Word; both: boolean };

async function planned(house: House, agency: CanaryAgency, { word, both }: Wanted) {
  const { ana, bo, uma, sia, providerId } = agency;
  const leads = both ? sia : ana;
  const clients = both ? agency.clients : [agency.clients[0]];
  const tell = (path: string, body: unknown) => teller(house)(leads.name, path, body);
  const { conferenceId } = await tell('/api/conferences', {
    enrollmentIds: clients.map(({ enrollmentId }) => enrollmentId),
  });
  const path = `/api/conferences/${conferenceId}`;
  const version = () => versionOf(house, leads.name, conferenceId);
  await tell(`${path}/clients`, {
    version: await version(),
    reviews: clients.map(({ enrollmentId, index }) => ({
      enrollmentId,
      plannedMinutes: 15,
      reasons: [
        reason(word(`content-of-${index}`, 'review_reason.body'), 'general'),
        reason(word(`restricted-of-${index}`, 'review_reason.body'), null),
      ],
    })),
  });
  const { body } = await house.as(leads.name).get(path);
  const reviewIds: string[] = body.reviews.map(({ reviewId }: { reviewId: string }) => reviewId);
  const everywhere = [...(both ? [sia, uma] : []), ana, bo].map(({ staffId }) => staff(staffId));
  await tell(`${path}/people`, {
    version: await version(),
    attendees: [
      ...[...everywhere, { kind: 'provider', id: providerId }].map((person) => ({
        person,
        reviewIds,
      })),
      ...clients.flatMap(({ clientId, supportId }, at) =>
        [
          { kind: 'client', id: clientId },
          { kind: 'support', id: supportId },
        ].map((person) => ({ person, reviewIds: [reviewIds[at]] })),
      ),
    ],
  });
  const schedule = scheduleOf(word, both);
  await tell(`${path}/schedule`, { version: await version(), schedule });
  await tell(`${path}/roles`, {
    version: await version(),
    roles: { facilitator: leads.staffId, timekeeper: leads.staffId, notetaker: leads.staffId },
  });
  await tell(`${path}/invitations`, { version: await version() });
  await house.runJobs();
  return { conferenceId, reviewIds, path, schedule };
}

const reason = (text: string, lowered: 'general' | null) => ({
  code: 'status_needs_goals',
  text,
  class: lowered,
});

async function heldAboutBoth(house: House, agency: CanaryAgency, word: Word) {
  const { sia, ana, bo, clients } = agency;
  const meeting = await planned(house, agency, { word, both: true });
  const tell = teller(house);
  await house.at('2027-03-15T14:00:00Z');
  await tell(sia.name, `${meeting.path}/start`, {});
  const { body } = await house.as(sia.name).get(meeting.path);
  for (const [at, { index, worker }] of clients.entries()) {
    await house.at(`2027-03-15T14:${at === 0 ? '00' : '15'}:30Z`);
    const reviewId = meeting.reviewIds[at] ?? '';
    const path = `${meeting.path}/reviews/${reviewId}`;
    await tell(sia.name, `${path}/activate`, {});
    for (const { person, invitedTo } of body.attendees)
      if (invitedTo.includes(reviewId))
        await tell(sia.name, `${path}/attendance`, { person, state: 'present' });
    await said(house, path, { sia: sia.name, worker: worker.staffId, index, word });
    if (index === 1)
      await tell(bo.name, `${path}/entries`, {
        kind: 'barrier',
        text: word('of-the-colleague', 'review_entry.body'),
      });
  }
  await house.at('2027-03-15T14:30:00Z');
  await tell(sia.name, `${meeting.path}/end`, {});
  await tell(sia.name, `${meeting.path}/close`, {});
  await house.runJobs();
  await finished(house, word, [ana.name, clients[0].clientId]);
}

type Saying = { sia: string; worker: string; index: 1 | 2; word: Word };

async function said(house: House, path: string, { sia, worker, index, word }: Saying) {
  const tell = (where: string, body: unknown) => teller(house)(sia, `${path}${where}`, body);
  for (const lowered of ['general', null] as const) {
    const words = (where: string) =>
      word(lowered === null ? `restricted-of-${index}` : `content-of-${index}`, where);
    const one = (kind: string) => ({
      kind,
      text: words(`review_entry.${kind}`),
      class: lowered,
    });
    for (const kind of ['strength', 'barrier', 'solution']) await tell('/entries', one(kind));
    const { entryId } = await tell('/entries', one('need'));
    for (let count = 0; count < 3; count += 1)
      await tell('/action-items', {
        needId: entryId,
        text: words('action_item.body'),
        class: lowered,
        owner: staff(worker),
        dueOn: '2027-03-22',
        followUp: { on: '2027-03-29', how: words('action_item.follow_up_how'), by: worker },
      });
  }
  for (const each of restrictedClasses)
    await tell('/entries', {
      kind: 'strength',
      text: word(`restricted-of-${index}`, `review_entry.${each}`),
      class: each,
    });
  await tell('/summary', {
    text: word(`restricted-of-${index}`, 'review_summary.body'),
    how: 'aloud',
  });
}

/** One item of each class is done and one given up, so that their outcomes are there to be read. */
async function finished(house: House, word: Word, [who, clientId]: [string, string]) {
  const { body } = await house.as(who).get(`/api/clients/${clientId}/actions`);
  const byClass = Map.groupBy(
    body.items,
    (item: { class: string; actionItemId: string; version: number }) => item.class,
  );
  for (const [sensitivity, [done, given]] of byClass) {
    const kind = sensitivity === 'general' ? 'content-of-1' : 'restricted-of-1';
    await teller(house)(who, `/api/actions/${done?.actionItemId}/done`, {
      version: done?.version,
      outcome: word(kind, 'action_item.outcome'),
    });
    await teller(house)(who, `/api/actions/${given?.actionItemId}/cancel`, {
      version: given?.version,
      reason: word(kind, 'action_item.reason'),
    });
  }
}
