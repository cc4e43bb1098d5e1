import { createHash, randomBytes } from 'node:crypto';
import { callerOf } from './caller.ts';
import type { Stage } from './stage.ts';

/** One agency with one client and one change, made through the product: its projection is the pattern that large caseloads copy. */
export async function makePattern(stage: Stage): Promise<{ administrator: string }> {
  const { owner } = stage;
  const ids = Object.fromEntries(
    ['agencyId', 'staffId', 'versionId'].map((name) => [name, crypto.randomUUID()]),
  );
  const code = randomBytes(8).toString('hex');
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  await owner.query(`insert into auth.founding_code (code_hash, made_at) values ($1, now())`, [
    hash(code),
  ]);
  await owner.query(
    `insert into sign_in."user" (id, name, email) values ('pattern', 'Pattern', 'pattern@example.org')`,
  );
  await owner.query(`select auth.found_agency($1, $2)`, [
    hash(code),
    JSON.stringify({
      ...ids,
      name: 'Pattern',
      neutralName: 'Community Services',
      contactPhone: '555-0100',
      timeZone: 'America/New_York',
      userId: 'pattern',
      email: 'pattern@example.org',
      fullName: 'Pattern',
      title: 'Administrator',
    }),
  ]);
  const token = randomBytes(24).toString('base64url');
  await owner.query(
    `insert into sign_in.session (id, "userId", token, "expiresAt") values ('pattern', 'pattern', $1, auth.now() + interval '12 hours')`,
    [token],
  );
  await owner.query(`select auth.choose_agency($1, $2)`, [hash(token), ids['agencyId']]);
  const { get, post } = callerOf(stage.origin, token);
  const { programId, teamId } = await post('/api/programs', {
    name: 'Pattern',
    preset: 'comprehensive',
    timeZone: 'America/New_York',
    goLiveOn: '2020-01-01',
  });
  const { clientId } = await post('/api/clients', {
    legalGiven: 'Pattern',
    legalFamily: 'Client',
    programId,
    teamId,
    startedOn: '2026-01-15',
  });
  await owner.query(
    `insert into staff_role (agency_id, staff_id, role, granted_at) values ($1, $2, 'case-manager', now())`,
    [ids['agencyId'], ids['staffId']],
  );
  const { today } = await get(`/api/clients/${clientId}/changes/new`);
  await post(`/api/clients/${clientId}/changes`, {
    code: 'asked_for',
    on: today,
    wantsConference: true,
  });
  return { administrator: token };
}
