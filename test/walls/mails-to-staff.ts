import { askForDigests } from '#server/features/escalations/ask-for-digests.ts';
import { askToTellRefusedRules } from '#server/features/policies/tell-refused-rules.ts';
import { askToRemindOfTraining } from '#server/features/staff-access/remind-of-training.ts';
import { foundedAgency, openWindow } from '#test/browser-like.ts';
import { givenIn, type GivenAgency, type GivenClient } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { codeIn, useLink } from '#test/recovery.ts';
import { teller } from '#test/walls/canary-words.ts';
import { oddLine } from '#test/walls/odd-names.ts';

/** To the worker of each client, of what is recorded and due of theirs alone. */
export async function lettersToWorkers(house: House, clients: readonly GivenClient[]) {
  const { body } = await house.as('bo').get(`/api/clients/${clients[0]?.clientId}/changes/new`);
  const { code } = body.kinds.find((kind: { severity: string }) => kind.severity !== 'crisis');
  const tell = teller(house);
  for (const [number, { clientId }] of clients.entries())
    await tell('bo', `/api/clients/${clientId}/changes`, {
      code,
      on: '2027-06-30',
      note: `HIV clinic ${oddLine(number)}`,
    });
  await house.runJobs();
  await askForDigests(house.shell);
  await house.runJobs();
}

/** To every administrator, of one of the staff, of trainings that end, and of rules that are refused. */
export async function lettersToAdministrators(house: House, { agencyId }: GivenAgency) {
  await house.owner.query(
    `insert into staff_role (agency_id, staff_id, role, granted_at)
     select agency_id, staff_id, 'administrator', now() from staff where agency_id = $1 on conflict do nothing`,
    [agencyId],
  );
  const { body } = await house.as('north-admin').get('/api/staff');
  const bo = body.staff.find(({ email }: { email: string }) => email.startsWith('bo@'));
  await teller(house)('north-admin', '/api/staff/change', {
    staffId: bo.staffId,
    fullName: oddLine(6),
    title: 'HIV case manager',
    roles: bo.roles,
    mayTakeLists: false,
  });
  await house.owner.query(
    `update staff_training set expires_on = '2027-07-31' where agency_id = $1 and about = 'hiv'`,
    [agencyId],
  );
  await askToRemindOfTraining(house.shell);
  // What the product refuses to everybody: the published version is written over.
  await house.owner.query(
    `alter table program_policy disable trigger keep_policy;
     update program_policy set document = jsonb_set(document, '{cadence,0,graceDays}', '"none"') where agency_id = '${agencyId}';
     alter table program_policy enable trigger keep_policy`,
  );
  await askToTellRefusedRules(house.shell);
  await house.runJobs();
}

/** As many are invited, and as many more forget their password, are helped in by a link, and come in by it. */
export async function lettersAboutSignIns(house: House, many: number) {
  // Sessions are of the machine's time.
  await house.owner.query(`update auth.clock set ahead = interval '0'`);
  const { window, agencyId } = await foundedAgency(house, 'first@riverbend.example');
  const given = givenIn(house);
  const people: { staffId: string; email: string }[] = [];
  for (let number = 0; number < many; number += 1) {
    await window.post('/api/staff/invite', {
      fullName: `HIV nurse ${number}`,
      title: 'Case manager',
      email: `invited-${number}@riverbend.example`,
      roles: ['case-manager'],
    });
    const { staffId, userId, name } = await given.staff({ agencyId, name: '' }, `eve-${number}`, {
      roles: ['case-manager'],
    });
    await house.owner.query(
      `insert into sign_in.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
       values (gen_random_uuid()::text, $1, 'credential', $1, 'none yet', now(), now())`,
      [userId],
    );
    people.push({ staffId, email: `${name}@${userId.slice(-6)}.example` });
  }
  // Each answers late on purpose, whoever it is.
  await Promise.all(
    people.map(({ email }) => openWindow(house).post('/api/recovery/ask', { email })),
  );
  await house.runJobs();
  for (const { staffId } of people)
    await window.post('/api/staff/recover', { staffId, lost: 'everything' });
  await house.runJobs();
  const codes = new Map(house.mails.map(({ to, text }) => [to, codeIn(text)]));
  for (const { email } of people) {
    const { status, text } = await useLink(openWindow(house), codes.get(email) ?? '');
    if (status !== 200) throw new Error(text);
  }
  await house.runJobs();
}
