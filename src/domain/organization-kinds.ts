/** What sort of body a partner is. The database has the same list in the column organization.kind. */
export const organizationKinds = [
  'health-care',
  'behavioral-health',
  'care-management',
  'plan',
  'social-service',
  'housing',
  'justice',
  'legal-aid',
  'school',
  'other',
] as const;
export type OrganizationKind = (typeof organizationKinds)[number];
