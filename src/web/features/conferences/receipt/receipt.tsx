import { useEffect, useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { readConference } from '#contract/conferences/plan.ts';
import { readSession } from '#contract/session.ts';
import { momentInWords } from '#web/shell/clock-words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { OwedStatements } from '#web/shell/owed-statements.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { isByEmail, meetingWords, zoneOf } from '#web/features/conferences/hold-words.ts';
import { ConferenceMails } from '#web/features/conferences/conference-mails.tsx';
import { ReceiptReview } from './receipt-review.tsx';
import { Unanswered } from '#web/features/conferences/withdrawn.tsx';

const askAgainEvery = 2_000;
/** A form is made within seconds; to whoever does not read all of a case it is not promised, and then it may never come. */
const askAgainFor = 30_000;

/** A closed conference: what was recorded, what was sent, and when each client is due again. */
export function Receipt({ conference: given }: { conference: ConferenceView }) {
  const { conferenceId } = given;
  const isNew = useIsNew(askAgainFor);
  const isFormComing = given.reviews.some(
    ({ state, form }) => form === 'coming' || (isNew && state === 'done' && form === null),
  );
  const asked = useAsk(
    readConference,
    { conferenceId },
    isFormComing ? { refetchInterval: askAgainEvery } : {},
  );
  const abilities = useAsk(readSession, {}).data?.abilities ?? [];
  const conference = asked.data?.conferenceId === conferenceId ? asked.data : given;
  const held = conference.reviews.filter(({ state }) => state === 'done');
  const notCovered = conference.reviews.filter(({ state }) => state === 'not-covered');

  return (
    <>
      <PageHead
        kicker={<Status kind="conference">Case conference {conference.number}</Status>}
        title="Closed and sent"
        lead={
          <>
            {meetingWords(conference)}.{closedWords(conference)}
          </>
        }
        actions={
          <>
            <Link href="/conferences" look="secondary">
              All conferences
            </Link>
            <Link href="/" look="secondary">
              Go to Today
            </Link>
          </>
        }
      />
      {notCovered.map(({ reviewId, client }) => (
        <p key={reviewId}>
          <span className="strong">{client.name} was not covered.</span>{' '}
          <span className="soft">Back on the due list. Nothing about {client.name} was sent.</span>
        </p>
      ))}
      {held.map((review) => (
        <ReceiptReview key={review.reviewId} conference={conference} review={review} />
      ))}
      {isByEmail(conference) &&
        notCovered.map((review) => (
          <Unanswered key={review.reviewId} view={conference} review={review} />
        ))}
      {abilities.includes('record:read') && <OwedStatements conferenceId={conferenceId} />}
      {abilities.includes('conference:plan') && (
        <SectionBand title="Mails">
          <ConferenceMails conferenceId={conferenceId} timeZone={zoneOf(conference)} />
        </SectionBand>
      )}
    </>
  );
}

/** True until so many milliseconds have gone since the page was opened. */
function useIsNew(ms: number): boolean {
  const [isNew, setIsNew] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setIsNew(false), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isNew;
}

function closedWords(conference: ConferenceView): string {
  if (conference.closedAt === null) return '';
  const at = Temporal.Instant.from(conference.closedAt).toZonedDateTimeISO(zoneOf(conference));
  return ` Closed ${momentInWords(at)}.`;
}
