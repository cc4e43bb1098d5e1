import { letter, questionsTo, type Letter, type LetterContact } from './letters.ts';
import { linkWithheld } from './withheld.ts';

export const recoveryLetter = (contact: LetterContact): Letter =>
  letter('Your code', [
    'Hello,',
    `Somebody asked for a new password for your sign-in. If it was you, open this address within half an hour:\n${linkWithheld}`,
    'If it was not you, do nothing. Your password stays as it is.',
    questionsTo(contact),
  ]);

export const invitationLetter = (contact: LetterContact): Letter =>
  letter('Your code', [
    'Hello,',
    `A sign-in was prepared for you. Open this address within 7 days to choose your password:\n${linkWithheld}`,
    'If you do not know what this is about, do nothing.',
    questionsTo(contact),
  ]);

export const linkMadeLetter = (contact: LetterContact): Letter =>
  letter('Your code', [
    'Hello,',
    `An administrator made a link with which you set a new password for your sign-in. Open this address within a day:\n${linkWithheld}`,
    'If you did not ask for this, do not open it, and call at once.',
    questionsTo(contact),
  ]);

const changes = {
  'new-password': 'A new password was set for your sign-in, and you were signed out everywhere.',
  'everything-new':
    'A new password was set for your sign-in, your sign-in codes and passkeys were taken away, and you were signed out everywhere.',
  'link-made':
    'An administrator made a link with which a new password can be set for your sign-in. They give it to you themselves.',
} as const;
export type SignInChange = keyof typeof changes;

export const signInChangedLetter = (contact: LetterContact, change: SignInChange): Letter =>
  letter('Your code', [
    'Hello,',
    changes[change],
    'If you did not expect this, call at once.',
    questionsTo(contact),
  ]);
