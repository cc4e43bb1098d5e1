import { z } from 'zod';
import { scheduleInput } from '#contract/conferences/parts.ts';

/** The schedule as a form asks for it: people pick dates and times, so no example of their notation helps. */
export const scheduleForm = scheduleInput.extend({
  on: z.iso.date('Enter the date of the meeting.'),
  time: z.iso.time({ precision: -1, message: 'Enter the time at which it begins.' }),
});
