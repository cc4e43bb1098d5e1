/** What being in a program tells about a client. */
export const programClassOptions = [
  { id: 'general', label: 'Nothing by itself' },
  { id: 'hiv', label: 'HIV status' },
  { id: 'sud', label: 'Substance use treatment' },
  { id: 'mental_health', label: 'Mental health treatment' },
  { id: 'dv', label: 'Domestic violence' },
];
