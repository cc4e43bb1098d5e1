/** Whether two names would be taken for one another, whatever their capitals and accents. */
export const isSameName = (one: string, other: string): boolean =>
  one.localeCompare(other, 'en', { sensitivity: 'base' }) === 0;
