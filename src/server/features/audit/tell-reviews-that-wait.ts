import { jobs, type Payload } from '#contract/jobs.ts';
import { weekOf } from '#domain/access/openings.ts';
import type { Rounds } from '#server/platform/daily.ts';
import { job } from '#server/platform/jobs.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { tellDocumentReady } from '#server/stores/staff/alerts.ts';
import { inEachByDay } from '#server/stores/by-day.ts';
import { waitingAmong } from '#server/stores/audit/emergencies.ts';
import { askToTellReviews, takeReviewsToTell } from '#server/stores/audit/letters-to-reviewers.ts';
import { weeksUnreviewed } from './openings-in.ts';

/** Reviewers are told when a week of openings is over, and when half the time to review an emergency is gone. Answers how many. */
export const askToTellReviewsThatWait = (rounds: Rounds) =>
  inEachByDay(rounds, ({ tx, today }) =>
    askToTellReviews(tx, weekOf(today).subtract({ weeks: 1 })),
  );

/** A way in alone: who opened what, and whose, is for whoever signs in. */
async function writeLetter(_: Payload<'write-review-letter'>, { step }: Passage) {
  await step(write);
}

async function write(visit: Visit) {
  const asked = await takeReviewsToTell(visit);
  const keysOf = (wanted: string) =>
    asked.filter(({ about }) => about === wanted).map(({ key }) => key);
  // Somebody may have reviewed it since the job was asked for.
  const emergencies = await waitingAmong(visit, keysOf('emergency'));
  const weeks = (await weeksUnreviewed(visit)).map(({ startsOn }) => startsOn.toString());
  if (emergencies.length === 0 && !keysOf('week').some((monday) => weeks.includes(monday))) return;
  const path = emergencies.length > 0 ? '/emergency-reviews' : '/openings';
  await tellDocumentReady(visit, new Set([visit.actor]), path);
}

export const writeReviewLetterJob = job(
  jobs['write-review-letter'],
  { needs: 'emergency:review', purpose: 'oversight' },
  writeLetter,
);
