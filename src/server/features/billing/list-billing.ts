import type { ListedBilling, listBilling as contract } from '#contract/billing.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { mostLinesApproved } from '#domain/access/taking-out.ts';
import { billable } from '#domain/billing/billable.ts';
import { amountInWords, kindsInWords } from '#domain/billing/billing-words.ts';
import { modeNames } from '#domain/program-policy/sentences/policy-choices.ts';
import { spanInWords } from '#domain/words.ts';
import type { Visit } from '#server/platform/shell.ts';
import { listedToBill, type ReviewToBill } from '#server/stores/billing/billing-facts.ts';
import {
  conferencesOf,
  listedReviews,
  type BillingKey,
  type ListedReview,
} from '#server/stores/billing/billing-list.ts';
import { namesFor, type Names } from '#server/stores/record/record-names.ts';
import { findingsInWords } from './read-review-billing.ts';

const pageSize = 100;

type BillingPage = {
  reviews: ListedBilling[];
  /** Of whom each row tells, in their order: for the accounting, and for what the law says of it. */
  told: { clientId: string; programId: string }[];
  last: BillingKey | null;
};

type Wanted = Pick<InputOf<typeof contract>, 'state'> & { month: Temporal.PlainYearMonth };

export async function monthOf({ today }: Pick<Visit, 'today'>, month: string | undefined) {
  const thisMonth = today.toPlainYearMonth();
  return { thisMonth, month: month ? Temporal.PlainYearMonth.from(month) : thisMonth };
}

export async function listBilling(
  { month: asked, state, after }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const { month, thisMonth } = await monthOf(visit, asked);
  let place: BillingKey | null = after
    ? { heldOn: Temporal.PlainDate.from(after[0]), reviewId: after[1] }
    : null;
  const reviews: ListedBilling[] = [];
  // What can be billed is for the rules to say: a page of one kind may take several of all.
  do {
    const page = await readPage(visit, { month, state }, place);
    reviews.push(...page.reviews);
    place = page.last;
  } while (place !== null && reviews.length < pageSize);
  return {
    month: month.toString(),
    thisMonth: thisMonth.toString(),
    reviews,
    next: place && `${place.heldOn.toString()}_${place.reviewId}`,
  };
}

/** The next reviews of the month, of the kind that is wanted, each in the audit trail of its client; where they end, unless nothing follows. */
export async function readPage(
  visit: Visit,
  { month, state }: Wanted,
  after: BillingKey | null,
): Promise<BillingPage> {
  const found = await listedReviews(visit, {
    first: month.toPlainDate({ day: 1 }),
    last: month.toPlainDate({ day: month.daysInMonth }),
    after,
    limit: pageSize + 1,
  });
  const page = found.slice(0, pageSize);
  const facts = await listedToBill(visit, page);
  const names = await namesFor(visit, { staff: page.map(({ billed }) => billed?.by ?? null) });
  const mayOpen = visit.abilities.has('conference:read');
  const conferences = await conferencesOf(visit, mayOpen ? page.map((each) => each.reviewId) : []);
  const told: BillingPage['told'] = [];
  const rows = page.flatMap((each) => {
    const review = facts.get(each.reviewId);
    const row = review && show(each, review, { names, conferences, askedAt: visit.at });
    if (!row || (state !== 'all' && row.state !== state)) return [];
    visit.touch(each.clientId, each.reviewId);
    told.push({ clientId: each.clientId, programId: each.programId });
    return [row];
  });
  const last = found.length > pageSize ? page.at(-1) : undefined;
  return {
    reviews: rows,
    told,
    last: last ? { heldOn: last.heldOn, reviewId: last.reviewId } : null,
  };
}

/** How many lines a file of them has, or one more than it may: only a month of more is looked through for those of one kind. */
export async function linesOf(visit: Visit, wanted: Wanted): Promise<number> {
  const { month, state } = wanted;
  const all = await listedReviews(visit, {
    first: month.toPlainDate({ day: 1 }),
    last: month.toPlainDate({ day: month.daysInMonth }),
    after: null,
    limit: mostLinesApproved + 1,
  });
  if (all.length <= mostLinesApproved || state === 'all') return all.length;
  let lines = 0;
  let place: BillingKey | null = null;
  do {
    const page: BillingPage = await readPage(visit, wanted, place);
    lines += page.reviews.length;
    place = page.last;
  } while (place !== null && lines <= mostLinesApproved);
  return lines;
}

type Beside = { names: Names; conferences: ReadonlyMap<string, string>; askedAt: Temporal.Instant };

function show(
  listed: ListedReview,
  { fact, policy, planFound, roles }: ReviewToBill,
  { names, conferences, askedAt }: Beside,
): ListedBilling {
  const { billed, billedBeside, heldOn, timeZone } = listed;
  const verdict = billable(
    {
      ...fact,
      planFound,
      billedBeside,
      askedOn: askedAt.toZonedDateTimeISO(timeZone).toPlainDate(),
      askedAt,
      billed: billed
        ? [
            {
              from: billed.from,
              until: billed.until,
              staffId: billed.by,
              activity: 'conference',
              // Whoever bills was there then, or could not have pressed.
              presence: billed,
              roles: roles.get(billed.by) ?? [],
            },
          ]
        : [],
    },
    policy,
  );
  const amount = billed ?? verdict;
  const from = billed?.from ?? fact.startAt;
  const until = billed?.until ?? fact.endAt;
  return {
    reviewId: listed.reviewId,
    conferenceId: conferences.get(listed.reviewId) ?? null,
    heldOn: heldOn.toString(),
    spanInWords:
      from && until
        ? spanInWords(from.toZonedDateTimeISO(timeZone), until.toZonedDateTimeISO(timeZone))
        : 'No times',
    clientNumber: listed.clientNumber,
    conferenceNumber: listed.conferenceNumber,
    programName: listed.programName,
    whoInWords: kindsInWords(fact.attendees, policy.vocabulary.client),
    modeInWords: modeNames[fact.mode],
    state: billed ? 'billed' : verdict.errors.length === 0 ? 'open' : 'not-billable',
    minutes: amount.minutes,
    units: amount.units,
    amountInWords: amountInWords(amount),
    billedByName: billed ? names.person({ kind: 'staff', id: billed.by }, heldOn) : null,
    errors: findingsInWords(verdict.errors, policy.vocabulary),
    warnings: findingsInWords(verdict.warnings, policy.vocabulary),
    preparedMinutes: listed.preparedMinutes,
  };
}
