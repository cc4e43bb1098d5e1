import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { servedCases, type ServedCase as Case } from '#test/walls/served-cases.ts';

// On 12 February a request by telephone went to the recovery counselor of the one, and to the physician of the other.
const house = await startHouse();
let scene: Awaited<ReturnType<typeof servedCases>>;
afterAll(() => house.close());
beforeAll(async () => {
  scene = await servedCases(house);
});

const asked = ({ enrollmentId }: Case, on: string) => ({
  enrollmentId,
  on,
  channel: 'telephone',
  outcome: 'no_response',
  to: { kind: 'provider', id: scene.physician.providerId },
  nextStep: 'write',
});
const record = async (who: string, about: Case, on = '2027-02-12') => {
  const { status, body } = await house
    .as(who)
    .post(`/api/clients/${about.clientId}/attempts`, asked(about, on));
  return { status, body };
};
const listed = async (who: string, { clientId }: Case) =>
  (await house.as(who).get(`/api/clients/${clientId}/attempts`)).body.attempts.length;

test('recording the same request again answers the same, whoever of the hidden or the others was asked (REQ-157, EP-14)', async () => {
  const { served, other } = scene;
  for (const who of ['bo', 'una', 'sue']) {
    const [one, two] = [await record(who, served), await record(who, other)];
    expect(one).toEqual(two);
    expect(one).toMatchObject({ status: 409, body: { type: 'attempt-recorded-already' } });
    expect(JSON.stringify(one.body)).not.toMatch(/ana|Lee|Whit/);
    expect(await listed(who, served)).toBe(await listed(who, other));
  }
});

test('so does correcting one of their own to that day; on a day of its own it is recorded (REQ-157, EP-14)', async () => {
  const move = async (about: Case) => {
    const { status, body } = await record('bo', about, '2027-02-16');
    expect(status).toBe(200);
    const path = `/api/attempts/${body.attemptId}/correct`;
    const moved = await house.as('bo').post(path, asked(about, '2027-02-12'));
    return [moved.status, moved.body];
  };
  expect(await move(scene.served)).toEqual(await move(scene.other));
});

test('control: whoever may know whom it went to records another one, and is told of the same one (REQ-157)', async () => {
  expect((await record('ana', scene.other)).body).toMatchObject({
    type: 'attempt-recorded-already',
    fields: [{ message: expect.stringContaining('You recorded this request') }],
  });
  expect((await record('ana', scene.served)).status).toBe(200);
});
