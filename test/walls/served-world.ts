import { teller } from '#test/walls/canary-words.ts';
import type { House } from '#test/house.ts';

type Scene = {
  path: string;
  contact: object;
  recovery: { providerId: string; organizationId: string };
};

/** Nothing restricted is written of it: that somebody of there serves the client tells by itself. */
export async function servedByRecovery(
  house: House,
  { path, contact, recovery: { providerId, organizationId } }: Scene,
) {
  const tell = teller(house);
  const { careTeamMemberId } = await tell('ana', `${path}/care-team/add`, {
    kind: 'provider',
    personId: providerId,
    isKeyProvider: true,
    from: '2026-02-01',
  });
  await tell('ana', `${path}/contacts`, {
    ...contact,
    partner: { kind: 'provider', id: providerId },
    note: 'A ride was booked.',
    class: 'general',
  });
  for (const recipient of [
    { kind: 'provider', id: providerId },
    { kind: 'organization', id: organizationId },
  ])
    await tell('ana', `${path}/consents`, {
      form: 'agency-release',
      recipients: [recipient],
      classes: ['general'],
      purposes: ['care_coordination'],
      validFrom: '2027-02-01',
      validUntil: '2027-04-01',
      signedOn: '2027-02-01',
    });
  return String(careTeamMemberId);
}
