import { problems } from './problem.ts';

export const staffProblems = problems({
  'own-roles': {
    status: 409,
    title: 'Nobody changes their own roles or leaves by themselves. Ask another administrator.',
  },
  'last-administrator': {
    status: 409,
    title: 'This is the last administrator. Give somebody else that role first.',
  },
  'email-on-staff': {
    status: 409,
    title:
      'Somebody on the staff has this email address already. Use another address, or change that entry instead.',
  },
  'has-sign-in': {
    status: 409,
    title:
      'This person has accepted their invitation already. Send them a link to get in again instead.',
  },
  'is-deactivated': { status: 409, title: 'This person is deactivated. Bring them back first.' },
  'asker-is-gone': {
    status: 409,
    title: 'Whoever asked for this is no administrator any more. An administrator asks again.',
  },
  'recover-on-the-machine': {
    status: 403,
    title:
      'No mail leaves here, and nobody else could confirm it: whoever runs the machine makes the link with npm run recover.',
  },
  'own-recovery': {
    status: 409,
    title:
      'Nobody renews their own sign-in here. Change your password on your account page, or ask another administrator.',
  },
  'no-sign-in-yet': {
    status: 409,
    title: 'This person has not accepted their invitation yet. Make a new invitation instead.',
  },
  'sign-in-not-yours': {
    status: 409,
    title:
      'This sign-in cannot be renewed from here. "I cannot sign in" on the sign-in page sends a link by mail, and whoever runs Roundtable can make one where it runs.',
  },
  'change-settled': {
    status: 409,
    title: 'Somebody has confirmed, refused or withdrawn this already. Look at how it stands now.',
  },
  'own-change': {
    status: 403,
    title:
      'You asked for this yourself, or it is about you. Another administrator or a supervisor confirms it.',
  },
  'already-on-team': {
    status: 409,
    title: 'This person is on that team already. Change what they do there instead.',
  },
});
