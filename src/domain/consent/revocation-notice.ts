/** How a partner hears that a form was taken back. */
export const waysToTell = ['mail', 'telephone', 'in-person', 'fax'] as const;
export type WayToTell = (typeof waysToTell)[number];

export const wayToTellWords: Readonly<Record<WayToTell, string>> = {
  mail: 'By post',
  telephone: 'By telephone',
  'in-person': 'In person',
  fax: 'By fax',
};
