import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guestRoutes } from '#server/features/guest/routes.ts';
import type { OutsideRef } from '#domain/people.ts';
import { guestsIn } from '#test/given-guest.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';
import { knownIds, requestsTo, type Asked, type Known } from '#test/walls/any-request.ts';
import { canaries, type CanaryAgency } from '#test/walls/canary-words.ts';
import { canaryAgency } from '#test/walls/canary-world.ts';
import { brokenFor, guestScene } from '#test/walls/guest-scene.ts';

const perGuest = 100;
const house = await startHouse({ isAlone: true });
const found = canaries();
let north: CanaryAgency;
let known: Known;
const meetings = new Map<string, string>();
afterAll(() => house.close());

beforeAll(async () => {
  north = await canaryAgency(house, 'north', found);
  const foreign = found.make('south')('identity-of-1', 'client.legal_given');
  await house.at('2027-03-15T12:00:00Z');
  await guestScene(house, 'south', `${foreign} ${foreign}`);
  await house.at('2027-03-15T18:00:00Z');
  known = { ids: await knownIds(house), texts: found.all().map(({ word }) => word.slice(0, -4)) };
  const { rows } = await house.owner.query<{ id: string; state: string }>(
    `select conference_id as id, state from conference where agency_id = $1`,
    [north.given.agencyId],
  );
  for (const { id, state } of rows) meetings.set(state, id);
});

type Kind = OutsideRef['kind'];
type Guest = { state: 'scheduled' | 'closed' | 'cancelled'; kind: Kind };
/** The provider is asked for both clients; the first client and their sister, for the first. */
const everyGuest = (['scheduled', 'closed', 'cancelled'] as const).flatMap((state) =>
  (['provider', 'support', 'client'] as const).map((kind): Guest => ({ state, kind })),
);

const who = (kind: Kind): OutsideRef => {
  const [{ clientId, supportId }] = north.clients;
  const ids = { provider: north.providerId, support: supportId, client: clientId };
  return { kind, id: ids[kind] };
};

const ofPerson: Record<Kind, string> = {
  provider: 'directory provider.full_name',
  support: 'identity-of-1 support.full_name',
  client: 'identity-of-1 client.legal_family',
};
const name = (index: number) =>
  ['legal_family', 'preferred_name'].map((part) => `identity-of-${index} client.${part}`);
const where = (kind: string) => [`${kind} conference.place`, `${kind} conference.join_link`];
/** They agreed to what is general and to HIV, which is the highest class of the case. */
const asked = (index: number) => [
  ...name(index),
  `content-of-${index} review_reason.body`,
  `restricted-of-${index} review_reason.body`,
];
const said = ['need', 'strength', 'barrier', 'solution'].map((kind) => `review_entry.${kind}`);
const steps = ['action_item.body', 'action_item.follow_up_how'];
const form = (index: number) => [
  ...[...said, ...steps].flatMap((each) => [
    `content-of-${index} ${each}`,
    `restricted-of-${index} ${each}`,
  ]),
  `restricted-of-${index} review_entry.hiv`,
  `identity-of-${index} support.full_name`,
  'agency program.name',
  'directory organization.name',
  'directory provider.full_name',
  'directory provider.title',
  ...(index === 1 ? ['of-the-colleague review_entry.body'] : []),
];
/** Clients read what is about themselves, of whatever class. */
const ofOneself = [
  'sud',
  'mental_health',
  'dv',
  'reproductive_minor',
  'genetic',
  'psychotherapy_notes',
  'sud_counseling_notes',
].map((each) => `restricted-of-1 review_entry.${each}`);

/** What each may read, written by hand. */
function mayRead({ state, kind }: Guest): string[] {
  if (state === 'cancelled')
    return [ofPerson[kind], ...where('meeting-of-1'), ...ofTheirName(kind)];
  if (state === 'scheduled') return [ofPerson[kind], ...where('meeting-of-1'), ...asked(1)];
  const clients = kind === 'provider' ? [1, 2] : [1];
  return [
    ofPerson[kind],
    ...where('meeting-of-both'),
    ...clients.flatMap((index) => [...asked(index), ...form(index)]),
    ...(kind === 'client' ? [...ofOneself, 'restricted-of-1 review_summary.body'] : []),
  ];
}
/** Whose page it is stands on it, and they are who the client is. */
const ofTheirName = (kind: Kind) => (kind === 'client' ? name(1) : []);

async function answerTo({ method, path, body }: Asked, cookie: string) {
  const response = await house.app.request(`${origin}${path}`, {
    method,
    headers: {
      host: new URL(origin).host,
      cookie: `guest=${cookie}`,
      ...(method === 'GET' ? {} : { origin, 'content-type': 'application/json' }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
  const headers = JSON.stringify([...response.headers]);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isPdf = response.headers.get('content-type') === 'application/pdf';
  const text = isPdf ? (await readPdf(bytes)).text.replaceAll(/\s/g, '') : '';
  return { status: response.status, text: `${headers}${Buffer.from(bytes).toString()}${text}` };
}

/** What of anybody came back to this guest from all these questions. */
async function toldTo({ state, kind }: Guest, questions: readonly Asked[]) {
  const conferenceId = meetings.get(state) ?? '';
  const window = await guestsIn(house).opened({ conferenceId, person: who(kind) });
  const told = new Set<string>();
  const statuses = new Map<number, number>();
  for (const question of questions) {
    const { status, text } = await answerTo(question, window.jar.get('guest') ?? '');
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    for (const { agency, kind: what, where: at } of found.in(text))
      told.add(agency === 'north' ? `${what} ${at}` : `${agency}: ${what} ${at}`);
  }
  return { told: [...told].toSorted(), statuses };
}

/** Their page, and the form of every review that there is. */
const everyPage = (): Asked[] => [
  { method: 'GET', path: '/api/guest/meeting', body: undefined },
  ...[...new Set((known.ids.get('review_id') ?? []).map(({ id }) => id))].map((id) => ({
    method: 'GET' as const,
    path: `/api/guest/forms/${id}/form.pdf`,
    body: undefined,
  })),
];
const unique = (all: readonly string[]) => [...new Set(all)].toSorted();

test.each(everyGuest)(
  'the $kind of a $state meeting reads what the client agreed to, all of it and nothing else (S2, EP-10, EP-11, REQ-034)',
  async (guest) => {
    expect((await toldTo(guest, everyPage())).told).toEqual(unique(mayRead(guest)));
  },
);

const leaves = '/api/guest/leave';
const anyQuestions = (seed: number) =>
  fc.sample(
    fc.oneof(
      ...guestRoutes
        .filter(({ endpoint }) => endpoint.path !== leaves)
        .map((route) => requestsTo(route, known)),
    ),
    { seed, numRuns: perGuest },
  );

test(
  `of ${perGuest * everyGuest.length} questions of guests none is answered with a word that is not theirs (S2, EP-11, EP-14)`,
  { timeout: 240_000 },
  async () => {
    let answered = 0;
    for (const [seed, guest] of everyGuest.entries()) {
      const { told, statuses } = await toldTo(guest, anyQuestions(seed));
      const theirs = new Set(mayRead(guest));
      expect(told.filter((each) => !theirs.has(each))).toEqual([]);
      expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
      answered += statuses.get(200) ?? 0;
    }
    expect(answered).toBeGreaterThan(perGuest / 2);
  },
);

test('control: where neither consent nor who was asked counts, a guest is told of somebody else (S2)', async () => {
  const noConsent = {
    name: 'auth.disclosable(uuid, uuid, uuid, uuid, text[], text, timestamptz, date)',
    from: 'where told_client = own_client',
    to: 'where true',
  };
  const askedForAll = {
    name: 'auth.guest_review',
    from: 'a.attendee_id = o.attendee_id',
    to: 'true',
  };
  await brokenFor(house, noConsent, () =>
    brokenFor(house, askedForAll, async () => {
      const { told } = await toldTo({ state: 'closed', kind: 'support' }, everyPage());
      expect(told).toContain('identity-of-2 client.legal_family');
    }),
  );
});
