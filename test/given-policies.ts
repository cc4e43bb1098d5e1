import { expect } from 'vitest';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import type { House } from '#test/house.ts';

const held = ['2026-01-10', '2026-02-20', '2026-03-20', '2026-04-20', '2026-05-20'];

export type PolicyScene = {
  agency: GivenAgency;
  program: GivenProgram;
  ana: GivenStaff;
  clients: GivenClient[];
  key: { programId: string; version: 2 };
  query: string;
};

/** A program of five clients under the 180-day rule on 1 June 2026, and what its administrator does with a second version. */
export function policiesIn(house: House) {
  const given = givenIn(house);
  const admin = () => house.as('riverbend-admin');
  const draftNow = async ({ query }: PolicyScene) =>
    (await admin().get(`/api/policies/version?${query}`)).body;

  return {
    async scene(agency: GivenAgency): Promise<PolicyScene> {
      await house.runJobs();
      await house.at('2026-06-01T14:00:00Z');
      const program = await given.program(agency, { name: `Program ${house.newId()}` });
      const ana = await given.staff(agency, `ana ${house.newId()}`, {
        roles: ['case-manager'],
        program,
      });
      const clients: GivenClient[] = [];
      for (const on of held) {
        const client = await given.client(agency, {
          program,
          worker: ana,
          enrolledOn: '2025-09-01',
        });
        await givenHeldElsewhere(house, agency, { client, on, by: ana });
        clients.push(client);
      }
      const { programId } = program;
      const query = `programId=${programId}&version=2`;
      return { agency, program, ana, clients, key: { programId, version: 2 }, query };
    },

    draftNow,

    /** A saved draft from 1 June on that asks every so many days, also of what runs. */
    async begin(scene: PolicyScene, days: number, over: object = {}) {
      await admin().post('/api/policies/draft', { ...scene.key, version: 1 });
      const { revision, document } = await draftNow(scene);
      const [rule] = document.cadence;
      const interval = { value: days, unit: 'day' };
      const reply = await admin().post('/api/policies/draft/save', {
        ...scene.key,
        revision,
        document: {
          ...document,
          effectiveFrom: '2026-06-01',
          cadence: [{ ...rule, interval, applyToOpenObligations: true }],
          ...over,
        },
      });
      expect(reply.status).toBe(200);
    },

    async preview(scene: PolicyScene): Promise<string> {
      const { revision } = await draftNow(scene);
      const reply = await admin().post('/api/policies/preview', { ...scene.key, revision });
      expect(reply.status).toBe(200);
      return reply.body.runId;
    },

    previewed: async ({ query }: PolicyScene) =>
      (await admin().get(`/api/policies/preview?${query}`)).body.preview,

    async publish(scene: PolicyScene) {
      const { revision } = await draftNow(scene);
      return admin().post('/api/policies/publish', { ...scene.key, revision });
    },

    async dueDates({ ana }: PolicyScene): Promise<string[]> {
      const { body } = await house.as(ana.name).get('/api/today/due?when=all');
      return body.rows.map((row: { dueOn: string }) => row.dueOn);
    },
  };
}

/** How many clients each effect touches. */
export const clientsByEffect = (counts: { effect: string; clients: number }[]) =>
  Object.fromEntries(counts.map(({ effect, clients }) => [effect, clients]));
