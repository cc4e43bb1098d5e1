/** What one person is to the other. HMIS knows relations to the head of the household only. */
export type HouseholdRelation =
  | 'self'
  | 'child'
  | 'parent'
  | 'spouse-or-partner'
  | 'other-relative'
  | 'not-related'
  | 'household-member';

const relationOfCode: Record<string, HouseholdRelation> = {
  1: 'self',
  2: 'child',
  3: 'spouse-or-partner',
  4: 'other-relative',
  5: 'not-related',
};

const inverse: Record<HouseholdRelation, HouseholdRelation> = {
  self: 'household-member',
  child: 'parent',
  parent: 'child',
  'spouse-or-partner': 'spouse-or-partner',
  'other-relative': 'other-relative',
  'not-related': 'not-related',
  'household-member': 'household-member',
};

export const relationToHead = (code: string): HouseholdRelation =>
  relationOfCode[code] ?? 'household-member';

/** What the other one is to this one, from what each is to the head. */
export function relationBetween(
  thisToHead: HouseholdRelation,
  otherToHead: HouseholdRelation,
): HouseholdRelation {
  if (thisToHead === 'self' && otherToHead !== 'self') return otherToHead;
  if (otherToHead === 'self') return inverse[thisToHead];
  return 'household-member';
}
