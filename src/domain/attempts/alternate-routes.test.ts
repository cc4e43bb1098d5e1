import { expect, test } from 'vitest';
import { alternateRoutes, type Reachable } from './alternate-routes.ts';

const reachable = (id: string, over: Partial<Reachable> = {}): Reachable => ({
  person: { kind: 'provider', id },
  name: id,
  about: '',
  isOnCareTeam: true,
  isManagedCarePlan: false,
  ...over,
});
const doctor = reachable('doctor');
const counselor = reachable('counselor');
const sister = reachable('sister', { person: { kind: 'support', id: 'sister' } });
const plan = reachable('plan', { isOnCareTeam: false, isManagedCarePlan: true });
const known = [doctor, counselor, sister, plan];

const tried = (over: Partial<Parameters<typeof alternateRoutes>[0]> = {}, people = known) =>
  alternateRoutes(
    { to: doctor.person, channel: 'telephone', emailCounts: true, ...over },
    people,
  ).map((route) =>
    route.kind === 'email' ? 'email' : `${route.because}: ${route.reachable.name}`,
  );

test('without an answer the others of the team are offered, then the managed care plan, then mail (REQ-157)', () => {
  expect(tried()).toEqual([
    'care-team: counselor',
    'care-team: sister',
    'managed-care-plan: plan',
    'email',
  ]);
});

test('mail is no way where a conference by mail does not count, nor where mail was just tried (C-03, REQ-143)', () => {
  expect(tried({ emailCounts: false })).not.toContain('email');
  expect(tried({ channel: 'email' })).not.toContain('email');
});

test('whoever was just asked is not offered again, the managed care plan neither (REQ-157)', () => {
  expect(tried({ to: { kind: 'support', id: 'sister' } })).not.toContain('care-team: sister');
  expect(tried({ to: { kind: 'provider', id: 'plan' } })).not.toContain('managed-care-plan: plan');
  expect(tried({}, [doctor])).toEqual(['email']);
});

test('the client, and a provider who has no part in the care, are no other contacts', () => {
  const itself = reachable('client', { person: { kind: 'client', id: 'client' } });
  const stranger = reachable('stranger', { isOnCareTeam: false });
  expect(tried({ emailCounts: false }, [itself, stranger])).toEqual([]);
});
