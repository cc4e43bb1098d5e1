import { afterAll, beforeAll, expect, test } from 'vitest';
import { consentScene } from '#test/given-consents.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const scene = await consentScene(house);
afterAll(() => house.close());

let clinic: object;
let plain: object;
let gate: { providerId: string; organizationId: string };
beforeAll(async () => {
  await house.owner.query(
    `update class_access set training_from = '2020-01-01' where agency_id = $1 and restricted = 'sud'`,
    [scene.agency.agencyId],
  );
  gate = await scene.given.provider(scene.agency, {
    name: 'Marisol Whit',
    organization: 'Open Gate Recovery',
    tells: 'sud',
  });
  await scene.given.staff(scene.agency, 'una', {
    roles: ['case-manager'],
    program: scene.program,
    trained: [],
  });
  clinic = { kind: 'organization', id: scene.lee.organizationId };
  plain = { kind: 'organization', id: scene.mo.organizationId };
});

type Line = { kind: string; text: string; detail: string; title: string };

/** All that somebody of the team reads of the papers of a client who signed these. */
async function readBy(who: string, sign: () => Promise<unknown>) {
  const clientId = await scene.meet();
  await sign();
  const at = `/api/clients/${clientId}`;
  const read = async (path: string) => {
    const { status, body } = await house.as(who).get(`${at}${path}`);
    expect([path, status]).toEqual([path, 200]);
    return body;
  };
  const { consents, matrix } = await read('/consents');
  const { entries } = await read('/record');
  return {
    matrix,
    papers: consents.map((consent: { consentId: string }) => {
      const { consentId: _, ...paper } = consent;
      return paper;
    }),
    lines: entries
      .filter(({ kind }: Line) => kind === 'consent')
      .map(({ title, text, detail }: Line) => [title, text, detail]),
    head: (await read('')).consents,
  };
}
const general = { form: 'agency-release', classes: ['general'] };

test('a paper that names somebody of whom the reader may not know besides others reads as without them, in the record too (S4, REQ-035, REQ-178)', async () => {
  const both = [...scene.forLee, { kind: 'provider', id: gate.providerId }];
  const named = (who: string, recipients: object[]) =>
    readBy(who, () => scene.record({ ...general, recipients }));
  for (const who of ['bo', 'una'])
    expect(await named(who, both)).toEqual(await named(who, scene.forLee));

  const told = await named('bo', both);
  expect(told.lines).toEqual([['Consent', 'Signed for Dr Hana Lee.', expect.any(String)]]);
  // Control: whoever has the case reads both.
  expect((await named('ana', both)).lines).toEqual([
    ['Consent', 'Signed for Dr Hana Lee, Marisol Whit.', expect.any(String)],
  ]);
});

test('nor is it told by a line that goes once they are added, or by how often somebody was (S4, REQ-035)', async () => {
  const signed = (who: string, added?: object) =>
    readBy(who, async () => {
      const consentId = await scene.record({
        form: 'DOH-5055',
        classes: ['general'],
        recipients: [clinic],
        isMutual: true,
        weReceive: true,
        validUntil: '',
      });
      if (!added) return;
      const reply = await scene.tell('ana', `${consentId}/recipients`, {
        recipient: added,
        initials: 'AR',
        initialsOn: '2026-05-04',
      });
      expect([reply.status, reply.body]).toEqual([200, { done: true }]);
    });
  const recovery = { kind: 'organization', id: gate.organizationId };
  const read = await signed('bo');
  expect(read.papers).toMatchObject([{ version: 1, recipients: [{ name: 'Riverside Clinic' }] }]);
  expect(await signed('bo', recovery)).toEqual(read);
  // That somebody was added whom they may know of tells no more than whom: not that it is the form that can be added to.
  expect((await signed('bo', plain)).papers).toMatchObject([{ version: 1 }]);
  // Control: whoever may open it reads that it was added to.
  expect((await signed('ana', recovery)).papers).toMatchObject([{ version: 2 }]);
});

test('a paper that lets nobody be told whom the reader knows is not there, whoever may tell them (S4, REQ-035)', async () => {
  const told = await readBy('bo', () =>
    scene.record({
      form: 'DOH-5032',
      recipients: [{ kind: 'organization', id: gate.organizationId }],
      disclosers: [scene.lee.organizationId],
    }),
  );
  expect(told).toEqual(await readBy('bo', async () => {}));
});

test('the printed record of whoever reads them all bears the law of what each of them tells (REQ-178, EP-06)', async () => {
  const printed = async (recipients: object[]) => {
    const clientId = await scene.meet();
    await scene.record({ ...general, recipients });
    const answer = await house.app.request(`${origin}/api/clients/${clientId}/record.pdf`, {
      headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` },
    });
    const { text } = await readPdf(new Uint8Array(await answer.arrayBuffer()));
    return /42 CFR part 2/i.test(text.replaceAll(/\s+/g, ' '));
  };
  const both = [...scene.forLee, { kind: 'provider', id: gate.providerId }];
  expect([await printed(scene.forLee), await printed(both)]).toEqual([false, true]);
});
