/** Why somebody outside was told without consent; each is one that the laws on these classes know. */
export const emergencyGrounds = [
  'medical-emergency',
  'danger-to-life',
  'danger-to-others',
  'abuse-report',
] as const;
export type EmergencyGround = (typeof emergencyGrounds)[number];

export const emergencyGroundWords = (
  client: string,
): Readonly<Record<EmergencyGround, string>> => ({
  'medical-emergency': `A medical emergency: whoever treats the ${client} had to know`,
  'danger-to-life': `The ${client}’s life was in danger`,
  'danger-to-others': 'Others were in danger',
  'abuse-report': 'A report of abuse or neglect that the law asks for',
});

export const emergencyChannels = ['in-person', 'telephone', 'paper'] as const;
export type EmergencyChannel = (typeof emergencyChannels)[number];
