export const contactActivityCodes = [
  'arranging-access',
  'reducing-barriers',
  'establishing-linkages',
  'identifying-needs',
  'advocacy',
  'securing-services',
  'checking-services',
  'preventing-duplication',
  'other',
] as const;
export type ContactActivity = (typeof contactActivityCodes)[number];

/** What coordination is done for, beside talking (REQ-003 to 006, 024). */
export const contactActivities = {
  'arranging-access': 'Arranging access',
  'reducing-barriers': 'Reducing barriers',
  'establishing-linkages': 'Establishing linkages',
  'identifying-needs': 'Identifying needs',
  advocacy: 'Advocacy',
  'securing-services': 'Securing services',
  'checking-services': 'Checking that services are received',
  'preventing-duplication': 'Preventing duplication',
  other: 'Other',
} as const satisfies Record<ContactActivity, string>;

export const contactChannelCodes = ['phone', 'in_person', 'video', 'email', 'letter'] as const;
export type ContactChannel = (typeof contactChannelCodes)[number];

export const contactChannels = {
  phone: 'by phone',
  in_person: 'in person',
  video: 'by video',
  email: 'by email',
  letter: 'by letter',
} as const satisfies Record<ContactChannel, string>;
