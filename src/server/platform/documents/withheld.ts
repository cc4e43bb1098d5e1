/** Stands where a link or a code will be: it is put in when the mail leaves, and kept nowhere. */
export const linkWithheld = '(The link is in the mail itself and nowhere else.)';
export const codeWithheld = '(The code is in the mail itself and nowhere else.)';

export const webAddress = (value: string): string => {
  const { protocol, href } = new URL(value);
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new Error('A link in a letter is a web address.');
  return href;
};

export const awaitsLink = (text: string): boolean => text.includes(linkWithheld);

export const withLink = (text: string, link: string): string =>
  text.replace(linkWithheld, () => webAddress(link));

export const withCode = (text: string, code: string): string => text.replace(codeWithheld, code);

/** Where there is nothing to open after all: the paragraph of the link goes, and the next one does not say "or" any more. */
export const withoutLink = (text: string): string =>
  text
    .split('\n\n')
    .filter((paragraph) => !awaitsLink(paragraph))
    .map((paragraph) => paragraph.replace(/^Or call /, 'Please call '))
    .join('\n\n');
