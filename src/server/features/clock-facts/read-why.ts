import type { readWhy as contract } from '#contract/clock-facts/read-why.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { FindingInWords } from '#domain/policy-clock/finding-words.ts';
import { hangsOnPapers, isToldToEverybody } from '#domain/policy-clock/told-findings.ts';
import { statusOn } from '#domain/policy-clock/status-on.ts';
import { whyOf } from '#domain/policy-clock/why.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { readsWhole } from '#server/stores/conferences/colleague-titles.ts';
import { clockFactsToExplain } from '#server/stores/clock/clock-facts.ts';
import { findEnrolledProgram } from '#server/stores/clock/enrolled-programs.ts';
import { kindNamesOf } from '#server/stores/policies/provider-kinds.ts';
import { reviewsToldWhole } from '#server/stores/conferences/reviews-told.ts';
import { findDuty } from '#server/stores/clock/snoozes.ts';

/** Whoever may know of the duty may read what it follows from: codes and dates, never what was said. */
export async function readWhy(
  { enrollmentId, obligationKey }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const { today, programName, clientId } = await findEnrolledProgram(visit, enrollmentId);
  const { standing } = await findDuty(visit, enrollmentId, obligationKey);
  const [known] = await clockFactsToExplain(visit, [enrollmentId], visit.at);
  if (!known) throw new Refused('not-found');
  const { enrollment, facts } = known;
  const when = { asOf: today, asKnownAt: visit.at };
  const kindNames = await kindNamesOf(visit);
  const why = whyOf(statusOn(standing, today), { enrollment, facts, when, kindNames });
  if (why === null) throw new Refused('not-found');
  visit.touch(clientId);
  const toldWhole = await reviewsToldWhole(
    visit,
    why.lookedAt.map(({ reviewId }) => reviewId),
  );
  const seesAll = await readsWhole(visit, [clientId]);
  const told = (reviewId: string, found: readonly FindingInWords[]) =>
    found
      .filter(({ code }) =>
        toldWhole.has(reviewId) ? seesAll || !hangsOnPapers(code) : isToldToEverybody(code),
      )
      .map(inWords);
  const { rule, strength, due, left, quote, arithmetic, moved, source, setBy } = why;
  return {
    programName,
    rule,
    strength,
    due,
    left,
    notes: [...why.notes],
    quote,
    source: {
      ...source,
      inForceFrom: source.inForceFrom.toString(),
      citations: [...source.citations],
    },
    arithmetic,
    moved,
    setByReviewId: setBy?.by === 'conference' ? setBy.id : null,
    lookedAt: why.lookedAt.map(({ reviewId, text, reasons, warnings }) => ({
      reviewId,
      text,
      reasons: told(reviewId, reasons),
      warnings: told(reviewId, warnings),
    })),
    wouldSatisfy: [...why.wouldSatisfy],
  };
}

const inWords = ({ text, remedy }: FindingInWords) => ({ text, remedy });
