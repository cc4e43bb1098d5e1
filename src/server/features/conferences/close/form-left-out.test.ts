import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
let work: GivenAgencyAtWork;
let lee = '';
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  lee = (await given.provider(work.agency)).providerId;
});

type Paper = { form: string; classes: string[] };
const general: Paper = { form: 'DOH-5032', classes: ['general'] };
const everything: Paper[] = [
  { form: 'DOH-5032', classes: ['general', 'hiv', 'sud', 'mental_health'] },
  { form: 'victim-service-release', classes: ['general', 'dv'] },
  { form: 'hipaa-authorization', classes: ['reproductive_minor', 'genetic'] },
];
type Told = { where: string; body: Record<string, unknown> };
const sumUp = (text: string, kind: string): Told => ({
  where: '/summary',
  body: { text, class: kind, how: 'aloud' },
});
const nothingToDo: Told = {
  where: '/explanations',
  body: { what: 'no-action', reason: 'All of it is under way.' },
};
const step = (kind: string): Told => ({
  where: '/action-items',
  body: {
    text: `A step of ${kind}`,
    class: kind,
    owner: { kind: 'staff', id: work.ana.staffId },
    dueOn: '2027-03-22',
    followUp: { on: '2027-03-29', how: 'By telephone', by: work.ana.staffId },
  },
});

/** A client of the same name whose conference was at the same hour; only what was said there differs. */
async function copyWhere(told: readonly Told[], papers: readonly Paper[]): Promise<string> {
  await house.at('2027-03-15T12:00:00Z');
  const { agency, program, ana } = work;
  const client = await given.client(agency, { program, worker: ana, name: 'Zephyrine Quill' });
  const as = house.as('ana');
  const post = async (where: string, body: unknown = {}) => {
    const reply = await as.post(where, body);
    if (reply.status !== 200) throw new Error(`${where} ${JSON.stringify(reply.body)}`);
  };
  for (const paper of papers)
    await post(`/api/clients/${client.clientId}/consents`, {
      ...paper,
      recipients: [{ kind: 'provider', id: lee }],
      purposes: ['case_conference'],
      validFrom: '2027-03-01',
      validUntil: '2028-03-01',
      signedOn: '2027-03-01',
    });
  const people = [{ kind: 'provider', id: lee } as const];
  const meeting = await meetings.planned('ana', [client], { ...work, people });
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: ana, words: () => 'the same' });
  const path = `/api/conferences/${meeting.conferenceId}`;
  const review = `${path}/reviews/${meeting.reviewIds[0]}`;
  const { actionItems } = (await as.get(path)).body.reviews[0];
  for (const { actionItemId } of actionItems)
    await post(`${review}/action-items/${actionItemId}/remove`);
  for (const { where, body } of told) await post(`${review}${where}`, body);
  await post(`${path}/close`);
  await house.runJobs();
  const copy = await house.app.request(
    `${origin}/api/reviews/${meeting.reviewIds[0]}/form/provider/${lee}`,
    { headers: { host: new URL(origin).host, cookie: `session=${as.token}` } },
  );
  expect(copy.status).toBe(200);
  const { text } = await readPdf(new Uint8Array(await copy.arrayBuffer()));
  return text.replaceAll(/, id \S+/g, '');
}

test('a copy is the same, letter for letter, whether the summary is restricted or not (EP-10, S4)', async () => {
  const open = await copyWhere([sumUp('Plain words.', 'general'), step('general')], [general]);
  const restricted = [sumUp('The zqxviral load.', 'hiv'), step('general'), step('hiv')];

  expect(open).toContain('A step of general');
  expect(await copyWhere(restricted, [general])).toBe(open);
});

test('nor does it tell whether nothing was to be done, or only what its reader may not know (EP-10, S4)', async () => {
  const nothing = [sumUp('Plain words.', 'general'), nothingToDo];
  const kept = [sumUp('Plain words.', 'general'), step('hiv')];

  expect(await copyWhere(kept, [general])).toBe(await copyWhere(nothing, [general]));
});

test('control: whoever may learn everything reads summary and steps (EP-10)', async () => {
  const copy = await copyWhere([sumUp('The zqxviral load.', 'hiv'), step('hiv')], everything);

  expect(copy).toContain('The zqxviral load.');
  expect(copy).toContain('A step of hiv');
});

test.each([
  ['psychotherapy-notes', 'psychotherapy_notes'],
  ['sud-counseling-notes', 'sud_counseling_notes'],
])(
  'notes of a session go to nobody without the paper that is about %s alone (REQ-036, EP-10)',
  async (form, notes) => {
    const said = [sumUp('Plain words.', 'general'), step('general'), step(notes)];
    const without = await copyWhere(said, everything);

    expect(without).toContain('Plain words.');
    expect(without).not.toContain(`A step of ${notes}`);
    expect(await copyWhere(said, [...everything, { form, classes: [notes] }])).toContain(
      `A step of ${notes}`,
    );
    // Every closed form has a summary: kept as notes, it would go to nobody, and its absence would tell of them.
    await expect(copyWhere([sumUp('Notes.', notes)], [general])).rejects.toThrow('bad-input');
  },
);
