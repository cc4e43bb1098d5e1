import { afterAll, expect, test } from 'vitest';
import { formRules } from '#domain/consent/consent-forms.ts';
import { consentScene } from '#test/given-consents.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const scene = await consentScene(house);
afterAll(() => house.close());

const clinic = { kind: 'organization', id: scene.lee.organizationId };
const neverTold = { kind: 'provider', id: scene.mo.providerId };

/** What whoever may not open a paper reads of it, and of nothing but the kinds that they may know. */
const readOf = async (who: string, paper: object) => {
  await scene.meet();
  await scene.record({ recipients: [clinic], excluded: [neverTold], ...paper });
  const [consent] = await scene.list(who);
  if (!consent) throw new Error('no paper');
  const { consentId: _, ...read } = consent;
  return read;
};

test('which form the patient signed is not told by what can be done with it (S4, REQ-035, REQ-036)', async () => {
  const general = { form: 'agency-release', classes: ['general'] };
  const health = { form: 'DOH-5055', classes: ['general', 'hiv'], validUntil: '' };
  expect(await readOf('ana', health)).toMatchObject({ form: 'DOH-5055', mayGrow: true });

  const read = await readOf('bo', general);
  expect(read).toMatchObject({ form: 'not-noted', mayGrow: false, classes: ['general'] });
  expect(await readOf('bo', { ...health })).toEqual({ ...read, validUntil: null });
  expect(
    await readOf('bo', { form: 'DOH-2557', classes: ['general', 'hiv'], exclusions: '' }),
  ).toEqual(read);
});

test('nor by whom it names: each way to name somebody is of a form that need not be about anything restricted (S4, REQ-036)', async () => {
  const treating = { recipients: [{ kind: 'treating-providers' }] };
  const read = await readOf('bo', {
    ...treating,
    form: 'hipaa-authorization',
    classes: ['general'],
  });
  expect(
    await readOf('bo', { ...treating, form: 'part-2-tpo', classes: ['general', 'sud'] }),
  ).toEqual(read);

  const forms = Object.values(formRules).filter(({ classes }) => !classes.includes('sud'));
  for (const kind of formRules['part-2-tpo'].recipients)
    expect([kind, forms.some(({ recipients }) => recipients.includes(kind))]).toEqual([kind, true]);
});
