import { afterAll, expect, test } from 'vitest';
import { billingGiven } from '#test/billing-given.ts';
import { startHouse } from '#test/house.ts';
import { rewritePolicies } from '#test/rewrite-policy.ts';

const house = await startHouse();
afterAll(() => house.close());
const { alma, reviewId } = await billingGiven(house);
await house.owner.query(`update sign_in.session set "expiresAt" = '2028-01-01Z'`);

const codesIn = ({ warnings }: { warnings: { code: string }[] }) =>
  warnings.map(({ code }) => code);
const onReview = async () =>
  codesIn((await house.as('ana').get(`/api/reviews/${reviewId}/billing`)).body);
const inList = async (who: string) =>
  (await house.as(who).get('/api/billing?month=2027-03')).body.reviews.flatMap(codesIn);

test('whoever bills is warned of a plan that nobody verified in time, and no more once it is (B32, REQ-158)', async () => {
  await house.at('2027-03-23T14:00:00Z');
  expect(await onReview()).toEqual([]);
  await rewritePolicies(house, '{planUpdate,verification}', 'required');
  for (const codes of [await onReview(), await inList('bill'), await inList('sue')])
    expect(codes).toEqual(['B32']);

  const path = `/api/clients/${alma.clientId}/service-plan/verifications`;
  const [{ steps }] = (await house.as('ana').get(path)).body.rows;
  const found = (more: object) =>
    house.as('ana').post(path, { reviewId, on: '2027-03-23', ...more });
  const missing = await found({ result: 'missing' });
  expect(missing.status).toBe(200);
  expect(await inList('bill')).toEqual(['B32']);
  const actionItemIds = steps.map(({ actionItemId }: { actionItemId: string }) => actionItemId);
  const seen = missing.body.verificationId;
  expect((await found({ result: 'reflected', actionItemIds, seen })).status).toBe(200);
  for (const codes of [await onReview(), await inList('bill')]) expect(codes).toEqual([]);
});

test('the warning names no step, no finding and nobody, and keeps nobody from billing (B32, REQ-036)', async () => {
  const path = `/api/clients/${alma.clientId}/service-plan/verifications`;
  const [{ found }] = (await house.as('ana').get(path)).body.rows;
  const { verificationId } = found;
  await house.as('ana').post(`${path}/take-back`, { verificationId });

  const { warnings } = (await house.as('bill').get('/api/billing?month=2027-03')).body.reviews[0];
  expect(warnings).toEqual([
    {
      code: 'B32',
      inWords: 'What was agreed is not in the Service Plan, or nobody has verified it in time.',
    },
  ]);
  expect((await house.as('ana').post(`/api/reviews/${reviewId}/billing`)).status).toBe(200);
});
