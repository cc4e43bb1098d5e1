import { jobs, type Payload } from '#contract/jobs.ts';
import { weekOf } from '#domain/access/openings.ts';
import type { Rounds } from '#server/platform/daily.ts';
import { job } from '#server/platform/jobs.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { tellDocumentReady } from '#server/stores/alerts.ts';
import { inEachByDay } from '#server/stores/by-day.ts';
import { emergenciesOfOthers } from '#server/stores/emergencies.ts';
import { askToTellReviews, takeReviewsToTell } from '#server/stores/letters-to-reviewers.ts';
import { weeksUnreviewed } from './openings-in.ts';

const mostEmergencies = 200;

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
  const waiting = await waitingFor(visit);
  // Somebody may have reviewed it since the job was asked for.
  const left = asked.filter(({ key }) => waiting.has(key));
  if (left.length === 0) return;
  const path = left.some(({ about }) => about === 'emergency') ? '/emergency-reviews' : '/openings';
  await tellDocumentReady(visit, new Set([visit.actor]), path);
}

/** The Mondays and the emergency accesses that the reader may review and nobody has. */
async function waitingFor(visit: Visit): Promise<Set<string>> {
  const weeks = await weeksUnreviewed(visit);
  const emergencies = await emergenciesOfOthers(visit, {
    show: 'open',
    after: undefined,
    limit: mostEmergencies,
  });
  return new Set([
    ...weeks.map(({ startsOn }) => startsOn.toString()),
    ...emergencies.map(({ accessId }) => accessId),
  ]);
}

export const writeReviewLetterJob = job(
  jobs['write-review-letter'],
  { needs: 'emergency:review', purpose: 'oversight' },
  writeLetter,
);
