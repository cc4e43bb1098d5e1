import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';

export type ListedConsent = {
  consentId: string;
  isRefusal: boolean;
  standing: string;
  overlaps: string[];
  heldBack: string[];
  recipients: { name: string }[];
  classes: string[];
  mayChange: boolean;
};
export type ListedNotice = { noticeId: string; party: string; told: object | null };

/**
 * Ana, whose clients they are; Bo of her team, who may not know what is restricted; Cy of another program and Hal of another
 * agency; and two providers. `meet` begins with a client of whom nothing was signed yet.
 */
export async function consentScene(house: House) {
  const given = givenIn(house);
  await house.at('2026-05-04T14:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency);
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  await given.staff(agency, 'cy', {
    roles: ['case-manager'],
    program: await given.program(agency, { name: 'Nights' }),
  });
  await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  const hillside = await given.agency('hillside');
  await given.staff(hillside, 'hal', {
    roles: ['case-manager'],
    program: await given.program(hillside),
  });
  const lee = await given.provider(agency);
  const mo = await given.provider(agency, { name: 'Mo Chen', organization: 'North Clinic' });
  let clientId = '';

  const forLee = [{ kind: 'provider', id: lee.providerId }];
  const ask = (name: string, change: object = {}) =>
    house.as(name).post(`/api/clients/${clientId}/consents`, {
      form: 'DOH-5032',
      recipients: forLee,
      classes: ['general', 'hiv'],
      purposes: ['case_conference'],
      validFrom: '2026-05-01',
      validUntil: '2027-05-01',
      signedOn: '2026-05-01',
      ...change,
    });
  const list = async (name = 'ana'): Promise<ListedConsent[]> =>
    (await house.as(name).get(`/api/clients/${clientId}/consents`)).body.consents;

  return {
    given,
    agency,
    program,
    ana,
    lee,
    mo,
    forLee,
    ask,
    list,
    meet: async (name = 'Alma Rivera') => {
      ({ clientId } = await given.client(agency, { program, worker: ana, name }));
      return clientId;
    },
    record: async (change: object = {}): Promise<string> =>
      (await ask('ana', change)).body.consentId,
    tell: (name: string, path: `${string}/${string}`, body: object = {}) =>
      house.as(name).post(`/api/consents/${path}`, body),
    stop: (name: string, body: object = {}) =>
      house.as(name).post(`/api/clients/${clientId}/consents/stop-telling`, {
        recipient: forLee[0],
        how: 'oral',
        ...body,
      }),
    standings: async () =>
      Object.fromEntries((await list()).map(({ consentId, standing }) => [consentId, standing])),
    notices: async (name: string, show = 'open'): Promise<ListedNotice[]> =>
      (await house.as(name).get(`/api/revocation-notices?show=${show}&clientId=${clientId}`)).body
        .notices,
  };
}
