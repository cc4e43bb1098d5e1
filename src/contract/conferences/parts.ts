import { longestMeeting } from '#domain/conference/longest-meeting.ts';
import { z } from 'zod';
import { day as aDay } from '#contract/dates.ts';
import { entryKinds } from '#domain/conference/client-review.ts';
import { modeReasons } from '#domain/conference/mode-reasons.ts';
import { modes } from '#domain/conference/conference.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { topicCodes } from '#domain/program-policy/policy-words.ts';

export const conferenceStates = [
  'draft',
  'scheduled',
  'in-session',
  'ended',
  'closed',
  'cancelled',
  'discarded',
] as const;
export const reviewStates = ['waiting', 'active', 'done', 'not-covered'] as const;
export const replies = ['waiting', 'yes', 'no', 'another-time'] as const;

/** Why somebody was not there, or why the client was not asked. */
export const absenceReasons = [
  'declined',
  'not-appropriate',
  'not-reached',
  'ill',
  'other-commitment',
  'no-show',
  'has-died',
] as const;

export const personRef = z.strictObject({
  kind: z.enum(['staff', 'provider', 'support', 'client'], { message: 'Choose a person.' }),
  id: z.uuid('Choose a person.'),
});
export const sensitivityClass = z.enum(sensitivityClasses);
export const topicCode = z.enum(topicCodes, { message: 'Choose a reason from the list.' });
export const mode = z.enum(modes, { message: 'Choose how people will meet.' });
export const entryKind = z.enum(entryKinds, {
  message: 'Say whether this is a strength, a barrier, a need or a solution.',
});
export const day = aDay('Give a date, for example 2026-05-04.');
/** What the asker looked at, as they may see it: it counts nothing. */
export const seenVersion = z.string();
export const version = z
  .string('Send the version that you are looking at.')
  .max(64, 'Send the version that you are looking at.');

export const longestLine = 280;
export const line = z
  .string('Write one line.')
  .trim()
  .min(1, 'Write one line.')
  .max(longestLine, `Keep it to ${longestLine} characters: facts, no stories.`)
  .regex(/^[^\r\n\u2028\u2029]*$/, 'Write one line, without a line break.');
export const why = z
  .string('Give a reason.')
  .trim()
  .min(1, 'Give a reason.')
  .max(longestLine, `Keep the reason to ${longestLine} characters.`);

export const conferenceKey = { conferenceId: z.uuid() };
export const reviewKey = { ...conferenceKey, reviewId: z.uuid() };

/** What every change answers: read the conference again to see it. */
export const changed = z.object({ conferenceId: z.string() });

export const scheduleInput = z.strictObject({
  on: day,
  time: z
    .string('Give a time.')
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time, for example 14:30.'),
  minutes: z
    .int('Say how many minutes the meeting takes.')
    .min(5, 'A meeting takes at least 5 minutes.')
    .max(longestMeeting, 'A meeting takes at most 12 hours.'),
  timeZone: z.string('Choose a time zone.').min(1, 'Choose a time zone.').max(60),
  mode,
  /** Why people do not meet in person; nothing in person asks for it. */
  modeReason: z.enum(modeReasons, 'Choose one of the reasons.').nullable().default(null),
  place: z.string().trim().max(200, 'Keep the place to 200 characters.').default(''),
  joinLink: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https?$/, message: 'Give a full web address, beginning with https://.' }),
    ])
    .default(''),
});

export const followUpInput = z.strictObject({
  on: day,
  how: z
    .string('Say how you will find out whether it was done.')
    .trim()
    .min(1, 'Say how you will find out whether it was done.')
    .max(120, 'Keep it to 120 characters.'),
  by: z.uuid('Choose who of the staff follows up.'),
});
