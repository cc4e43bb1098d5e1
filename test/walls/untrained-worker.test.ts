import { afterAll, beforeAll, expect, test } from 'vitest';
import { teller } from '#test/walls/canary-words.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

// Ann has both cases and no training. Of one of the two a restricted class is known, and what to heed is written down.
const house = await startHouse();
const given = givenIn(house);
const tell = teller(house);
type Case = GivenClient & { conferenceId: string; reviewId: string };
let plain: Case;
let restricted: Case;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  const agency = await given.agency('north');
  const program = await given.program(agency, { preset: 'health-home' });
  const ann = await given.staff(agency, 'ann', {
    roles: ['case-manager'],
    program,
    trained: [],
  });
  const sue = await given.staff(agency, 'sue', {
    roles: ['supervisor'],
    program,
    teamRole: 'supervisor',
  });
  const made = async (on: string): Promise<Case> => {
    const client = await given.client(agency, { program, worker: ann });
    const meeting = await meetingsIn(house).planned('sue', [client], { ana: sue, bo: ann, on });
    const [reviewId = ''] = meeting.reviewIds;
    return { ...client, conferenceId: meeting.conferenceId, reviewId };
  };
  plain = await made('2027-03-20');
  restricted = await made('2027-03-20');
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', auth.now())`, [
    agency.agencyId,
    restricted.clientId,
  ]);
  const details = await detailsOf('sue', restricted);
  await tell('sue', `/api/clients/${restricted.clientId}/details`, {
    ...details,
    contactNote: 'Call after noon.',
  });
});

async function detailsOf(who: string, { clientId }: Case) {
  const { body } = await house.as(who).get(`/api/clients/${clientId}/details`);
  const { clientId: _id, number: _number, identifiers: _identifiers, ...details } = body;
  return details;
}

/** As it would be read of either: their ids and numbers are their own. */
const told = ({ status, text }: { status: number; text: string }) =>
  `${status} ${text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/"(number|version|at)":("[^"]+"|\d+)|#\d+|Conference \d+/g, '~')}`;

const pages = [
  ({ clientId }: Case) => `/api/clients/${clientId}`,
  ({ clientId }: Case) => `/api/clients/${clientId}/details`,
  ({ clientId }: Case) => `/api/clients/${clientId}/changes/new`,
  ({ clientId }: Case) => `/api/clients/${clientId}/contacts/new`,
  ({ clientId }: Case) => `/api/clients/${clientId}/contact-frequency`,
  ({ clientId }: Case) => `/api/clients/${clientId}/consents`,
  ({ clientId }: Case) => `/api/clients/${clientId}/disclosures`,
  ({ conferenceId }: Case) => `/api/conferences/${conferenceId}`,
];
const asked = async (who: string, about: Case) =>
  Promise.all(
    pages.map(async (page) => {
      const { status, body } = await house.as(who).get(page(about));
      return told({ status, text: JSON.stringify(body) });
    }),
  );

test('who has a case without the training for it reads the same of it, whatever it holds (S4, EP-15, REQ-036)', async () => {
  expect(await asked('ann', restricted)).toEqual(await asked('ann', plain));
});

test('control: who has the training reads its class (S4)', async () => {
  const [one, other] = [await asked('sue', restricted), await asked('sue', plain)];
  const differing = pages.flatMap((page, at) => (one[at] === other[at] ? [] : [page(plain)]));

  for (const part of ['/details', '/changes/new', '/contacts/new', '/conferences/'])
    expect(differing.some((path) => path.includes(part))).toBe(true);
});

test('they write over nothing that they may not read, and are answered alike where there is nothing (S4, S7)', async () => {
  const save = async (about: Case) => {
    const details = await detailsOf('ann', about);
    const { status, body } = await house
      .as('ann')
      .post(`/api/clients/${about.clientId}/details`, { ...details, contactNote: 'Ring' });
    return { status, body };
  };

  const [of, withoutAny] = [await save(restricted), await save(plain)];
  expect(of).toEqual(withoutAny);
  expect(of).toMatchObject({ status: 400, body: { fields: [{ path: 'contactNote' }] } });
  expect((await detailsOf('sue', restricted)).contactNote).toBe('Call after noon.');
});

test('they make no accounting that would leave something out (REQ-034)', async () => {
  for (const about of [restricted, plain])
    expect(
      await house.as('ann').get(`/api/clients/${about.clientId}/disclosures/print`),
    ).toMatchObject({ status: 403, body: { type: 'accounting-not-yours' } });
});
