/** What family and others who are close can be to somebody: a list, for words of one's own here would be read by whoever sees the chart. */
export const relationshipWords = {
  parent: 'Parent',
  child: 'Child',
  sibling: 'Sibling',
  'spouse-or-partner': 'Spouse or partner',
  'former-spouse-or-partner': 'Former spouse or partner',
  grandparent: 'Grandparent',
  grandchild: 'Grandchild',
  'other-relative': 'Other relative',
  guardian: 'Guardian or foster parent',
  caregiver: 'Caregiver',
  friend: 'Friend',
  neighbor: 'Neighbor',
  roommate: 'Roommate',
  'household-member': 'Household member',
  'former-household-member': 'Former household member',
  'not-related': 'Lives in the household, not related',
  community: 'From a congregation or community',
  other: 'Another close support',
} as const;
export type Relationship = keyof typeof relationshipWords;

const isRelationship = (code: string): code is Relationship =>
  Object.hasOwn(relationshipWords, code);

export const relationships = Object.keys(relationshipWords).filter(isRelationship);
