import { expect, test } from 'vitest';
import { organizationKinds, type OrganizationKind } from '#domain/organization-kinds.ts';
import { consentForms, type ConsentFormChoice } from './consent.ts';
import { flawsOfFirstList, type FirstListed } from './first-list.ts';

const body = (organizationKind: OrganizationKind | null): FirstListed => ({
  path: 'recipients',
  name: 'Stepstone',
  kind: 'organization',
  organizationKind,
});
const lee: FirstListed = {
  path: 'recipients',
  name: 'Dr Hana Lee',
  kind: 'person',
  organizationKind: null,
};
const flaws = (form: ConsentFormChoice, ...listed: FirstListed[]) =>
  flawsOfFirstList({ form, listed, clientWord: 'member' });

test('housing, social services and justice are not on the first list of a Health Home form, whoever else may be (REQ-035)', () => {
  const refused = organizationKinds.filter((kind) => flaws('DOH-5055', body(kind)).length > 0);

  expect(refused).toEqual(['social-service', 'housing', 'justice']);
  expect(flaws('DOH-5055', body(null))).toEqual([]);
});

test('each field says whom it names too early, and how they come onto the form (REQ-035)', () => {
  const remedy =
    'Take them off, and add them afterwards on an added page, with the member’s initials and date.';
  const discloser = { ...body('housing'), path: 'disclosers' } as const;

  expect(flaws('DOH-5055', lee, { ...lee, name: 'Mo Chen' }, body('justice'), discloser)).toEqual([
    {
      path: 'recipients',
      message: `The first list of DOH-5055 names agencies, and no person by themselves: Dr Hana Lee and Mo Chen. ${remedy}`,
    },
    {
      path: 'recipients',
      message: `The first list of DOH-5055 names no housing, social service or justice body: Stepstone. ${remedy}`,
    },
    {
      path: 'disclosers',
      message: `The first list of DOH-5055 names no housing, social service or justice body: Stepstone. ${remedy}`,
    },
  ]);
});

test('no other form has a first list (REQ-035)', () => {
  for (const form of consentForms.filter((each) => each !== 'DOH-5055'))
    expect([form, flaws(form, lee, body('housing'))]).toEqual([form, []]);
});
