import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { aName, nameInLetters, telephone } from './one-line.ts';
import { problems } from './problem.ts';
import { session } from './session.ts';
import { email, newPassword } from './sign-in.ts';

export const firstRunProblems = problems({
  'founding-code-over': {
    status: 404,
    title:
      'This address has been used or is not complete. Open the one that was printed where Roundtable was started.',
  },
  'email-taken': {
    status: 409,
    title: 'This email address has a sign-in already. Use another one.',
  },
});

const code = z.string().min(20).max(100);

/** A name of a time zone that the calendar knows. */
export const timeZone = z.string().refine((name) => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).format().length > 0;
  } catch {
    return false;
  }
}, 'Choose a time zone from the list.');

export const checkFoundingCode = endpoint({
  method: 'POST',
  path: '/api/first-run/check',
  summary:
    'Says whether the founding code that was printed at the start still opens the first run.',
  refusals: ['founding-code-over'],
  requirements: [],
  input: z.strictObject({ code }),
  reply: z.object({ isOpen: z.literal(true) }),
});

export const foundAgency = endpoint({
  method: 'POST',
  path: '/api/first-run',
  summary:
    'Makes the agency and its first administrator, who is then signed in. The code is used up.',
  refusals: ['founding-code-over', 'email-taken'],
  requirements: [],
  input: z.strictObject({
    code,
    agencyName: aName('Enter the name of the agency.').max(120),
    neutralName: nameInLetters('Enter a name that strangers may read.'),
    contactPhone: z.string().trim().regex(telephone, 'Enter a telephone number, like 555-0100.'),
    timeZone,
    fullName: nameInLetters('Enter your name.'),
    title: aName('Enter your title, for example Administrator.').max(120),
    email,
    password: newPassword,
  }),
  reply: session,
});
