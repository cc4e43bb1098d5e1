import { expect, test } from 'vitest';
import { flawsOf } from '#domain/program-policy/policy-flaws.ts';
import { cfp } from './cfp.ts';
import { communityCare } from './community-care.ts';
import { comprehensive } from './comprehensive.ts';
import { healthHome } from './health-home.ts';
import { presetIds, presets } from './presets.ts';
import { supportive } from './supportive.ts';

test.each(presetIds)('the preset %s contradicts itself nowhere', (id) => {
  expect(flawsOf(presets[id])).toEqual([]);
});

test('every preset is listed once, under a policy id of its own', () => {
  expect(Object.keys(presets).toSorted()).toEqual([...presetIds].toSorted());
  expect(new Set(presetIds.map((id) => presets[id].policyId)).size).toBe(5);
});

test('180 days, six months and the reassessment are three different rules (REQ-027, REQ-099, REQ-132)', () => {
  expect(comprehensive.cadence).toMatchObject([
    { kind: 'interval', interval: { value: 180, unit: 'day' } },
  ]);
  expect(healthHome.cadence).toMatchObject([
    { kind: 'interval', interval: { value: 6, unit: 'calendar_month' } },
  ]);
  expect(cfp.cadence).toMatchObject([{ kind: 'at_event', event: { type: 'reassessment' } }]);
});

test('supportive and community care set no date of their own (REQ-029)', () => {
  expect([supportive.cadence, communityCare.cadence]).toEqual([[], []]);
});

test('a policy carries the document it comes from, with number, date and parent (REQ-130, REQ-163)', () => {
  expect(cfp.identity).toMatchObject({ docCode: '01C-08', parentDoc: { code: 'RFQ-3/95' } });
  expect(cfp.identity.issuedOn?.toString()).toBe('2008-07-01');
  expect(healthHome.identity).toMatchObject({ docCode: '1.009', title: 'Case conferencing' });
});

test('a procedure carries the registry fields of its manual (REQ-183)', () => {
  expect(communityCare.effectiveFrom.toString()).toBe('2004-03-25');
  expect(communityCare.identity).toMatchObject({
    docCode: '3.MEP.50',
    type: 'Procedure',
    category: 'Service Delivery',
    level: 'Community Care',
    parties: ['Employees', 'Contractees'],
    approvalLevel: 'Management Team',
    relatedDocs: [{ code: '3.ME.1' }],
    supportingRefs: ['G9.4.01'],
  });
});

test('the sample form of the state stays linked from the standard (REQ-042)', () => {
  expect(supportive.identity.citations.map(({ url }) => url)).toContainEqual(
    expect.stringContaining('case_conference.pdf'),
  );
});
