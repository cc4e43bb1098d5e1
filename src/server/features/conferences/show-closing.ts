import type { z } from 'zod';
import type { conferenceView } from '#contract/conferences/conference-view.ts';
import type { ClientReview } from '#domain/conference/client-review.ts';
import { mayVoid } from '#domain/conference/void-review.ts';
import { findingInWords } from '#domain/policy-clock/finding-words.ts';
import { hangsOnPapers, isToldToEverybody } from '#domain/policy-clock/told-findings.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';
import type { Surroundings } from './surroundings.ts';

type ReviewView = z.input<typeof conferenceView>['reviews'][number];
type Told = { around: Surroundings; seesAll: boolean; isToldWhole: boolean };

/** What came of a review once it was closed: its form, whether it counts, and whether it may be declared void. */
export function showClosing(
  review: ClientReview,
  stored: StoredConference,
  { around, seesAll, isToldWhole }: Told,
): Pick<ReviewView, 'form' | 'counts' | 'mayVoid'> {
  const closing = around.closings.get(review.id);
  return {
    form: isToldWhole ? formOf(review, stored, around) : null,
    counts: closing
      ? {
          ok: closing.qualifies,
          // That it counts, its next date tells; why it does not may hang on somebody or something hidden.
          reasonCodes: closing.reasonCodes.filter((code) =>
            isToldWhole ? seesAll || !hangsOnPapers(code) : isToldToEverybody(code),
          ),
          isVoid: closing.isVoid,
          // They are about who was there, of whom some may not be told.
          warnings:
            closing.qualifies && isToldWhole
              ? warningsIn(review, around).filter(({ code }) => seesAll || !hangsOnPapers(code))
              : [],
        }
      : null,
    mayVoid:
      closing !== undefined &&
      mayVoid(
        { facilitatorId: stored.conference.roles.facilitator, programId: review.programId },
        { by: around.actor, supervisedProgramIds: around.supervisedProgramIds },
      ),
  };
}

/** To whoever does not read all of a case nothing is promised: what stays away would tell that something is restricted. */
function formOf(
  { id, state, clientId }: ClientReview,
  stored: StoredConference,
  around: Surroundings,
) {
  if (around.forms.has(id)) return 'made';
  const isAwaited = stored.conference.state === 'closed' && state === 'done';
  return isAwaited && around.clients.get(clientId)?.readsWholeCase === true ? 'coming' : null;
}

function warningsIn({ id, programId }: ClientReview, { verdicts, rules }: Surroundings) {
  const verdict = verdicts.get(id);
  const policy = rules
    .get(programId)
    ?.policies.find(({ version }) => version === verdict?.policyVersion);
  return verdict && policy
    ? verdict.warnings.map((each) =>
        findingInWords(each, { vocabulary: policy.vocabulary, isClosed: true }),
      )
    : [];
}
