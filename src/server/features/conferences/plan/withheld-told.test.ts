import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type Meeting } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';

// A program whose name tells; bo is of its people and was not trained. Lee has a general paper, and in each agency another one besides.
const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const tell = teller(house);
const others = ['none', 'expired', 'refused', 'revoked'] as const;
type Other = (typeof others)[number];
const more: Record<Other, object> = {
  none: {},
  expired: { validUntil: '2027-03-10' },
  refused: { isRefusal: true },
  revoked: {},
};
const plans = new Map<Other, Meeting & { lee: string }>();
afterAll(() => house.close());

beforeAll(async () => {
  for (const other of others) plans.set(other, await planIn(other));
}, 60_000);

async function planIn(other: Other) {
  await house.at('2027-03-15T12:00:00Z');
  const agency = await given.agency(other);
  const program = await given.program(agency);
  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    program.programId,
  ]);
  const ana = await given.staff(agency, `ana-${other}`, { roles: ['case-manager'], program });
  const bo = await given.staff(agency, `bo-${other}`, {
    roles: ['case-manager'],
    program,
    trained: [],
  });
  const client = await given.client(agency, { program, worker: ana });
  const { providerId: lee } = await given.provider(agency);
  const consents = `/api/clients/${client.clientId}/consents`;
  const paper = {
    recipients: [{ kind: 'provider', id: lee }],
    purposes: ['case_conference'],
    validFrom: '2027-03-01',
    validUntil: '2028-03-01',
    signedOn: '2027-03-01',
  };
  await tell(`ana-${other}`, consents, { ...paper, form: 'DOH-5032', classes: ['general'] });
  if (other !== 'none') {
    const hiv = { ...paper, form: 'DOH-2557', classes: ['hiv'], ...more[other] };
    const { consentId } = await tell(`ana-${other}`, consents, hiv);
    if (other === 'revoked') await tell(`ana-${other}`, `/api/consents/${consentId}/revoke`, {});
  }
  const meeting = await meetings.planned(`ana-${other}`, [client], {
    ana,
    bo,
    people: [{ kind: 'provider', id: lee }],
  });
  return { ...meeting, lee };
}

type Step = (who: string, plan: Meeting & { lee: string }) => ReturnType<typeof tell>;
const pathOf = ({ conferenceId }: Meeting) => `/api/conferences/${conferenceId}`;
const invite: Step = async (who, plan) =>
  tell(who, `${pathOf(plan)}/invitations`, { version: await plan.version() });
const inviteLate: Step = async (who, plan) =>
  tell(who, `${pathOf(plan)}/late-invitations`, {
    version: await plan.version(),
    attendees: [{ person: { kind: 'provider', id: plan.lee }, reviewIds: plan.reviewIds }],
  });
const move: Step = async (who, plan) =>
  tell(who, `${pathOf(plan)}/reschedule`, {
    version: await plan.version(),
    schedule: {
      on: '2027-03-15',
      time: '11:00',
      minutes: 60,
      timeZone: 'America/New_York',
      mode: 'video',
    },
  });

const whyLeft = async (step: Step, who: 'ana' | 'bo') => {
  const told: [Other, string][] = [];
  for (const [other, plan] of plans) {
    const { withheld } = await step(`${who}-${other}`, plan);
    told.push([other, withheld[0].because]);
  }
  return Object.fromEntries(told);
};

test.each([
  ['invites', invite],
  ['invites late', inviteLate],
  ['moves the meeting', move],
])(
  'whoever %s and may not know of a restricted paper is told nothing of it (REQ-036, EP-02, EP-12)',
  async (_, step) => {
    expect(await whyLeft(step, 'bo')).toEqual({
      none: 'class-not-covered',
      expired: 'class-not-covered',
      refused: 'class-not-covered',
      revoked: 'class-not-covered',
    });
  },
);

test('whoever may know of it is told why (REQ-053)', async () => {
  expect(await whyLeft(move, 'ana')).toEqual({
    none: 'class-not-covered',
    expired: 'consent-expired',
    refused: 'refused-by-client',
    revoked: 'consent-revoked',
  });
});

test('nor is it told before the close (REQ-036, EP-12)', async () => {
  const told: [Other, unknown, unknown][] = [];
  for (const [other, plan] of plans) {
    const { rows } = await house.owner.query(
      `select staff_id as "staffId" from staff where email = $1`,
      [`ana-${other}@example.org`],
    );
    await meetings.held(`ana-${other}`, plan, { owner: rows[0] });
    const at = `${pathOf(plan)}/reviews/${plan.reviewIds[0]}`;
    await tell(`ana-${other}`, `${at}/action-items`, {
      needId: null,
      text: 'Books a bed',
      class: 'general',
      owner: { kind: 'provider', id: plan.lee },
      dueOn: '2027-03-22',
      followUp: { on: '2027-03-29', how: 'By telephone', by: rows[0].staffId },
    });
    const heldBack = async (who: string) => {
      const { body } = await house.as(`${who}-${other}`).get(`${pathOf(plan)}/closing`);
      return body.distribution.flatMap(({ withheld }: { withheld: { because: string }[] }) =>
        withheld.map(({ because }) => because),
      );
    };
    told.push([other, await heldBack('ana'), await heldBack('bo')]);
  }

  expect(told).toEqual([
    ['none', ['class-not-covered'], ['class-not-covered']],
    ['expired', ['consent-expired'], ['class-not-covered']],
    ['refused', ['refused-by-client'], ['class-not-covered']],
    ['revoked', ['consent-revoked'], ['class-not-covered']],
  ]);
});
