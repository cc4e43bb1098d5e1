import { readClient } from '#contract/clients.ts';
import { openConferenceForm } from '#contract/conferences/close.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { readExchange } from '#contract/conferences/exchange.ts';
import { isSamePerson } from '#domain/people.ts';
import { lowered } from '#domain/policy-clock/plain-words.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { FileLink } from '#web/shell/file-link.tsx';
import { Link } from '#web/ui/link.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import {
  clockTime,
  howWords,
  isByEmail,
  minutesHeld,
  type Review,
  zoneOf,
} from '#web/features/conferences/hold-words.ts';
import { ReceiptBilling } from './receipt-billing.tsx';
import { ReceiptCopies } from './receipt-copies.tsx';
import { ReceiptLowered } from './receipt-lowered.tsx';
import { ReceiptPlan } from './receipt-plan.tsx';
import { ReceiptVerify } from './receipt-verify.tsx';
import { RoomCoordination } from '#web/features/conferences/room/room-coordination.tsx';
import { VoidBanner, VoidReview } from './receipt-void.tsx';
import { doesNotCount } from './receipt-words.ts';

type Props = { conference: ConferenceView; review: Review };

/** What now stands in one client's record. */
export function ReceiptReview({ conference, review }: Props) {
  const { client, reviewId, form, counts, summary, noActionReason, isToldWhole } = review;
  return (
    <SectionBand
      title={<Status kind="conference">{client.name}</Status>}
      tools={
        <>
          {form === 'made' && (
            <FileLink file={openConferenceForm} input={{ reviewId }}>
              Conference form of {client.name} (PDF)
            </FileLink>
          )}
          {form === 'coming' && <span className="soft">The form is being made…</span>}
          <Link href={`/clients/${client.clientId}`}>Open the chart</Link>
          <VoidReview conference={conference} review={review} />
        </>
      }
    >
      <VoidBanner conference={conference} review={review} />
      <dl className="receipt-facts">
        {conference.isInternal && (
          <>
            <dt>Kind</dt>
            <dd>Internal case review, among our own staff. It never counts.</dd>
          </>
        )}
        <dt>Held</dt>
        <dd>
          {isByEmail(conference) ? (
            <HeldByEmail conference={conference} review={review} />
          ) : (
            heldWords(conference, review)
          )}
        </dd>
        <dt>{isByEmail(conference) ? 'Wrote' : 'There'}</dt>
        <dd>{presentWords(conference, review)}</dd>
        {!isToldWhole && (
          <>
            <dt>Summary and form</dt>
            <dd>For those who have the case, oversee it or were there.</dd>
          </>
        )}
        {summary !== null && (
          <>
            <dt>Summary</dt>
            <dd>
              <span className="summary-text">{summary.text}</span>
              <span className="second small soft">{howWords[summary.how]}.</span>
            </dd>
          </>
        )}
        <dt>Next due</dt>
        <dd>
          <NextDue review={review} />
          {counts && !counts.ok && !counts.isVoid && !conference.isInternal && (
            <span className="second">
              <Status kind="soon">
                {doesNotCount(counts.reasonCodes, review.program.vocabulary)}
              </Status>
              {!isToldWhole && (
                <span className="soft">
                  {' '}
                  What else may speak against it is told to those who have the case, oversee it or
                  were there.
                </span>
              )}
            </span>
          )}
          {counts && counts.warnings.length > 0 && <WorthALook warnings={counts.warnings} />}
        </dd>
        {noActionReason !== null && (
          <>
            <dt>No action</dt>
            <dd>{noActionReason}</dd>
          </>
        )}
      </dl>
      <ReceiptCopies conference={conference} review={review} />
      <ReceiptPlan review={review} />
      <ReceiptVerify review={review} />
      <ReceiptBilling review={review} />
      <AgreedActions review={review} />
      <ReceiptLowered review={review} />
      <RoomCoordination conference={conference} review={review} />
    </SectionBand>
  );
}

function WorthALook({ warnings }: { warnings: NonNullable<Review['counts']>['warnings'] }) {
  return (
    <>
      <span className="second">It counts. Worth a look:</span>
      {warnings.map(({ code, text, remedy }) => (
        <span className="second worth" key={code}>
          {text} <span className="soft">{remedy}</span>
        </span>
      ))}
    </>
  );
}

/** On the day of the first answer, and at no hour. */
function HeldByEmail({ conference: { conferenceId }, review: { reviewId } }: Props) {
  const asked = useAsk(readExchange, { conferenceId, reviewId });
  if (asked.isPending) return <span className="soft">Looking…</span>;
  return <>{asked.data?.heldOn ? `${asked.data.heldOn}, by email` : 'By email'}</>;
}

function heldWords(conference: ConferenceView, { startedAt, endedAt }: Review): string {
  if (startedAt === null || endedAt === null) return 'Not known';
  const zone = zoneOf(conference);
  const held = minutesHeld(startedAt, endedAt);
  return `${clockTime(startedAt, zone)} to ${clockTime(endedAt, zone)}, ${held}`;
}

function presentWords({ attendees }: ConferenceView, { attendance }: Review): string {
  const here = attendance.filter(({ state }) => state === 'present');
  const names = here.flatMap(
    (seen) => attendees.find(({ person }) => isSamePerson(person, seen.person))?.name ?? [],
  );
  return names.length === 0 ? 'Nobody' : names.join(', ');
}

function NextDue({ review: { client, enrollmentId } }: { review: Review }) {
  const asked = useAsk(readClient, { clientId: client.clientId });
  const enrollment = asked.data?.enrollments.find((each) => each.enrollmentId === enrollmentId);
  // What was read before the close still says the date that the close has moved.
  const isOld = asked.isFetching && !asked.isFetchedAfterMount;
  if (asked.isPending || isOld) return <span className="soft">Looking…</span>;
  const next = enrollment?.nextDue;
  if (!next || (next.dueOn === null && next.status !== 'open')) return <>Nothing is due now.</>;
  if (next.dueOn === null)
    return (
      <>
        {next.rule}, {lowered(next.left)}
      </>
    );
  return (
    <>
      <time dateTime={next.dueOn}>{dayInWords(next.dueOn)}</time>
      <span className="soft">, {next.rule}</span>
    </>
  );
}

function AgreedActions({ review: { actionItems, client } }: { review: Review }) {
  if (actionItems.length === 0) return null;
  return (
    <table className="table table-plain stacked">
      <caption className="vh">Actions for {client.name}</caption>
      <thead>
        <tr>
          <th scope="col">Action</th>
          <th scope="col">Who</th>
          <th scope="col">Due</th>
          <th scope="col">Follow-up</th>
        </tr>
      </thead>
      <tbody>
        {actionItems.map(({ actionItemId, text, owner, dueOn, followUp }) => (
          <tr key={actionItemId}>
            <td data-label="Action">{text}</td>
            <td data-label="Who">{owner.name}</td>
            <td data-label="Due">{dayInWords(dueOn)}</td>
            <td data-label="Follow-up">
              {dayInWords(followUp.on)}, {followUp.byName}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
