import { letter, questionsTo, type Letter, type LetterContact } from './letters.ts';
import { codeWithheld, linkWithheld } from './withheld.ts';

/** To whoever pressed a button on the page behind a link that we had mailed to them. */
export const guestCodeLetter = (contact: LetterContact): Letter =>
  letter('Your code', [
    'Hello,',
    `This is the code that you asked for:\n${codeWithheld}`,
    'It holds for ten minutes. Nobody of ours will ask you for it. If you did not ask for it, do nothing.',
    questionsTo(contact),
  ]);

/** In the place of a link that was used or is over: it has the subject of the mail that the other one came with. */
export const guestLinkLetter = (
  contact: LetterContact,
  about: 'Meeting invitation' | 'A document is ready for you',
): Letter =>
  letter(about, [
    'Hello,',
    `This is the new address that you asked for. The ones before it open nothing any more:\n${linkWithheld}`,
    'If you did not ask for it, do nothing.',
    questionsTo(contact),
  ]);
