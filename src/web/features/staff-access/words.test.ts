import { expect, test } from 'vitest';
import { restrictedClasses } from '#domain/people.ts';
import { trainedUntil } from './words.ts';

test('what somebody is trained for is said once for each day on which it ends (REQ-036)', () => {
  const far = restrictedClasses.map((about) => ({ about, expiresOn: '2099-12-31' }));
  expect(trainedUntil(far)).toEqual([
    { on: '2099-12-31', kinds: 'Every restricted kind of information' },
  ]);
  expect(
    trainedUntil([
      { about: 'sud', expiresOn: '2027-06-01' },
      { about: 'hiv', expiresOn: '2027-04-01' },
      { about: 'dv', expiresOn: '2027-06-01' },
    ]),
  ).toEqual([
    { on: '2027-04-01', kinds: 'HIV information' },
    { on: '2027-06-01', kinds: 'Substance use information and domestic violence information' },
  ]);
});
