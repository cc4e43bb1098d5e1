/** Two names that look alike are the same: letters are composed in one way, and one space stands between words. */
export const spelledOnce = (name: string) => name.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
