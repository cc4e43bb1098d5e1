import type { readReviewBilling as contract } from '#contract/billing.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { billCodeInWords, billCodeToAsker, type BillCode } from '#domain/billing/bill-codes.ts';
import { amountInWords, takeBackWords } from '#domain/billing/billing-words.ts';
import type { Vocabulary } from '#domain/program-policy/program-policy.ts';
import { spanInWords } from '#domain/words.ts';
import type { Visit } from '#server/platform/shell.ts';
import { preparationsOf, type Preparation } from '#server/stores/billing/billing.ts';
import { namesFor, type Names } from '#server/stores/record/record-names.ts';
import { billingCase, findClosed, isAboutAsker, type BillingCase } from './review-to-bill.ts';

type Reply = ReplyOf<typeof contract>;

export const findingsInWords = (codes: readonly BillCode[], vocabulary: Vocabulary) =>
  codes.map((code) => ({ code, inWords: billCodeInWords(code, vocabulary) }));

export async function readReviewBilling(
  { reviewId }: InputOf<typeof contract>,
  visit: Visit,
): Promise<Reply> {
  const closing = await findClosed(visit, reviewId);
  const found = await billingCase(visit, closing);
  const prepared = await preparationsOf(visit, reviewId);
  const names = await namesFor(visit, {
    staff: [
      ...found.billings.flatMap(({ billedBy, withdrawn }) => [billedBy, withdrawn?.by ?? null]),
      ...prepared.map(({ preparedBy }) => preparedBy),
      found.acknowledged?.by ?? null,
    ],
  });
  visit.touch(closing.clientId, reviewId);
  return show(visit, found, { prepared, names });
}

type Beside = { prepared: readonly Preparation[]; names: Names };

function show(visit: Visit, found: BillingCase, { prepared, names }: Beside): Reply {
  const { closing, review, standing, billings, verdict } = found;
  const { vocabulary } = review.policy;
  const nameOf = (id: string) => names.person({ kind: 'staff', id }, closing.heldOn);
  const amount = standing ?? { minutes: verdict.minutes, units: verdict.units };
  const taken = billings.find(({ withdrawn }) => withdrawn !== null)?.withdrawn;
  return {
    reviewId: closing.reviewId,
    bills: verdict.bills,
    amountInWords: amountInWords(amount),
    minutes: amount.minutes,
    units: amount.units,
    errors: findingsInWords(verdict.errors, vocabulary),
    warnings: findingsInWords(verdict.warnings, vocabulary),
    forMe: standing ? [] : aboutMe(visit, found),
    billed: standing && {
      billingId: standing.billingId,
      byName: nameOf(standing.billedBy),
      isMine: standing.billedBy === visit.actor,
      spanInWords: spanInWords(
        standing.from.toZonedDateTimeISO(closing.timeZone),
        standing.until.toZonedDateTimeISO(closing.timeZone),
      ),
      at: standing.recordedAt.toString(),
    },
    takenBack: taken
      ? {
          byName: nameOf(taken.by),
          whyInWords: takeBackWords[taken.why],
          at: taken.at.toString(),
        }
      : null,
    familyAlone: familyAlone(found, nameOf),
    preparation: {
      mine: prepared.find(({ preparedBy }) => preparedBy === visit.actor)?.minutes ?? 0,
      people: prepared.map(({ preparedBy, minutes }) => ({ name: nameOf(preparedBy), minutes })),
      minutes: prepared.reduce((sum, { minutes }) => sum + minutes, 0),
    },
    may: rightsIn(visit, found),
  };
}

const familyAlone = (
  { verdict, acknowledged }: BillingCase,
  nameOf: (staffId: string) => string,
): Reply['familyAlone'] =>
  verdict.warnings.includes('B30')
    ? {
        acknowledged: acknowledged && {
          byName: nameOf(acknowledged.by),
          at: acknowledged.at.toString(),
        },
      }
    : null;

const aboutMe = ({ actor }: Visit, { review, verdict, verdictFor }: BillingCase) =>
  verdictFor(actor)
    .errors.filter((code) => !verdict.errors.includes(code))
    .map((code) => ({ code, inWords: billCodeToAsker(code, review.policy.vocabulary) }));

/** What the screen may offer: nothing that the server would refuse. */
function rightsIn(visit: Visit, found: BillingCase): Reply['may'] {
  const writes = visit.abilities.has('record:write') && found.verdict.bills;
  return {
    bill:
      writes &&
      !found.isWaiting &&
      found.standing === null &&
      found.verdictFor(visit.actor).errors.length === 0,
    acknowledge:
      writes && found.isWaiting && visit.supervisedProgramIds.includes(found.closing.programId),
    takeBack: writes && found.standing !== null && mayTakeBack(visit, found),
    prepare: writes,
  };
}

/** Whoever bills, and the supervisors of the program. */
export const mayTakeBack = (
  { actor, supervisedProgramIds }: Pick<Visit, 'actor' | 'supervisedProgramIds'>,
  { standing, closing }: Pick<BillingCase, 'standing' | 'closing'>,
): boolean => standing?.billedBy === actor || supervisedProgramIds.includes(closing.programId);

export const onlyAboutAsker = (codes: readonly BillCode[]) =>
  codes.length > 0 && codes.every(isAboutAsker);
