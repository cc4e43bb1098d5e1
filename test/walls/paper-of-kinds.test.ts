import { afterAll, beforeAll, expect, test } from 'vitest';
import { consentScene } from '#test/given-consents.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const scene = await consentScene(house);
afterAll(() => house.close());

const kinds = ['sud', 'hiv'] as const;
type Kind = (typeof kinds)[number];
let named: Record<Kind | 'general', object>;

/** Two who oversee the case and were trained for one kind each; ana, whose case it is, for both. */
beforeAll(async () => {
  await house.owner.query(
    `update class_access set training_from = '2020-01-01' where agency_id = $1 and restricted = any($2)`,
    [scene.agency.agencyId, kinds],
  );
  for (const kind of kinds)
    await scene.given.staff(scene.agency, `knows-${kind}`, {
      roles: ['supervisor'],
      program: scene.program,
      teamRole: 'supervisor',
      trained: [kind],
    });
  const serving = async (tells: Kind) => {
    const { organizationId } = await scene.given.provider(scene.agency, {
      name: `Sam ${tells}`,
      organization: `Place of ${tells}`,
      tells,
    });
    return { kind: 'organization', id: organizationId };
  };
  named = {
    sud: await serving('sud'),
    hiv: await serving('hiv'),
    general: { kind: 'organization', id: scene.mo.organizationId },
  };
});

type Named = keyof typeof named;
/** With a last day that comes soon, or as the form that can be added to. */
async function paperFor(recipients: Named[], { mayGrow = false } = {}): Promise<string> {
  const { status, body } = await scene.ask('ana', {
    form: 'agency-release',
    classes: ['general'],
    recipients: recipients.map((each) => named[each]),
    validUntil: '2026-06-01',
    ...(mayGrow ? { form: 'DOH-5055', isMutual: true, weReceive: true, validUntil: '' } : {}),
  });
  expect([status, body.type]).toEqual([200, undefined]);
  return body.consentId;
}

const add = async (consentId: string, recipient: Named) => {
  const reply = await scene.tell('ana', `${consentId}/recipients`, {
    recipient: named[recipient],
    initials: 'AR',
    initialsOn: '2026-05-04',
  });
  expect(reply.status).toBe(200);
};

/** Everything that names a paper or counts one, of a client who signed this. */
async function readBy(who: string, sign: () => Promise<string | null>) {
  const clientId = await scene.meet();
  const consentId = await sign();
  const read = async (path: string) => {
    const { status, body } = await house.as(who).get(path);
    expect([path, status]).toEqual([path, 200]);
    return body;
  };
  const at = `/api/clients/${clientId}`;
  const { consents, matrix } = await read(`${at}/consents`);
  const { entries } = await read(`${at}/record?kinds=consent`);
  const { marks } = await read(`${at}/record/year`);
  const { consents: head } = await read(at);
  const ending = await read('/api/consents/ending?within=60&whose=all');
  const withdrawn = await scene.tell(who, `${consentId ?? clientId}/withdraw`, {
    reason: 'wrong-client',
  });
  return {
    matrix,
    papers: consents.map(({ recipients }: { recipients: { name: string }[] }) =>
      recipients.map(({ name }) => name),
    ),
    lines: entries.map(({ text }: { text: string }) => text),
    marks: marks.filter(({ kind }: { kind: string }) => kind === 'consent').length,
    head,
    ending: ending.consents.filter(
      ({ client }: { client: { clientId: string } }) => client.clientId === clientId,
    ).length,
    withdrawn: withdrawn.status,
  };
}

const nothing = () => Promise.resolve(null);

test.each(kinds)(
  'a paper for people of different kinds alone is nowhere for whoever may know one of them, %s (S4, REQ-035, REQ-178)',
  async (kind) => {
    const reader = `knows-${kind}`;
    expect(await readBy(reader, () => paperFor(['sud', 'hiv']))).toEqual(
      await readBy(reader, nothing),
    );
    // Control: one for that kind alone is everywhere.
    expect(await readBy(reader, () => paperFor([kind]))).toMatchObject({
      papers: [[`Place of ${kind}`]],
      lines: [`Signed for Place of ${kind}.`],
      marks: 1,
      ending: 1,
    });
  },
);

test('whoever may know each of them reads it everywhere (S4, REQ-035)', async () => {
  expect(await readBy('ana', () => paperFor(['sud', 'hiv']))).toMatchObject({
    papers: [['Place of sud', 'Place of hiv']],
    lines: ['Signed for Place of sud, Place of hiv.'],
    marks: 1,
    ending: 1,
    head: { inForce: 1 },
  });
});

test.each([...kinds.map((kind) => `knows-${kind}`), 'bo'])(
  'with somebody of general information it is everywhere, with those whom the reader may know of: %s (S4, REQ-035)',
  async (who) => {
    const names = [
      ...kinds.flatMap((kind) => (who === `knows-${kind}` ? [`Place of ${kind}`] : [])),
      'North Clinic',
    ];
    const read = await readBy(who, () => paperFor(['sud', 'hiv', 'general']));
    expect(read).toMatchObject({
      papers: [names],
      lines: [`Signed for ${names.join(', ')}.`],
      marks: 1,
      ending: 1,
    });
  },
);

test.each([...kinds.map((kind) => `knows-${kind}`), 'bo', 'ana'])(
  'so it is where that one was added later: %s (S4, REQ-035)',
  async (who) => {
    const first = await readBy(who, () => paperFor(['sud', 'hiv', 'general'], { mayGrow: true }));
    const added = await readBy(who, async () => {
      const consentId = await paperFor(['sud', 'hiv'], { mayGrow: true });
      await add(consentId, 'general');
      return consentId;
    });
    expect(added.papers).toEqual(first.papers);
    expect(added.lines).toContain(first.lines[0]);
  },
);
