import { type RefObject } from 'react';
import { readClient } from '#contract/clients.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { dayInWords } from '#domain/words.ts';
import { counted } from '#domain/plurals.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { useSharedScreen } from '#web/shell/use-shared-screen.ts';
import { Link } from '#web/ui/link.tsx';
import { Status } from '#web/ui/status.tsx';
import { type Review, todayIn } from '#web/features/conferences/hold-words.ts';
import { RoomCoordination } from './room-coordination.tsx';

type Props = {
  conference: ConferenceView;
  review: Review;
  heading: RefObject<HTMLHeadingElement | null>;
};

/**
 * Who is talked about: what to be careful of, why today, and what was agreed last time. How the client is reached, and who was in touch,
 * is not for a group that looks at the screen.
 */
export function RoomClient({ conference, review, heading }: Props) {
  const { isShared } = useSharedScreen();
  const { client, program, reasons } = review;
  const asked = useAsk(readClient, { clientId: client.clientId });
  const banner = asked.data?.clientId === client.clientId ? asked.data : undefined;
  const facts = [
    client.pronouns,
    banner?.age,
    program.name,
    `#${client.number}`,
    client.languages.join(' and '),
    client.interpreterNeeded ? 'interpreter needed' : '',
  ].filter((fact) => fact);

  return (
    <>
      <div className="client-name">
        <h1 ref={heading} tabIndex={-1}>
          {client.name}
        </h1>
        <span className="soft">{facts.join(', ')}</span>
      </div>
      {!isShared && banner && banner.alerts.length > 0 && (
        <ul className="alerts room-alerts" aria-label="Take care">
          {banner.alerts.map((alert) => (
            <li key={alert} className="alert">
              {alert}
            </li>
          ))}
        </ul>
      )}
      {reasons.length > 0 && (
        <p className="goal">
          <span className="soft">Why today:</span>{' '}
          {reasons
            .map(({ label, text }) => (text === null ? label : `${label}: ${text}`))
            .join('; ')}
        </p>
      )}
      <LastTime conference={conference} review={review} />
      {!isShared && (
        <RoomCoordination key={review.reviewId} conference={conference} review={review} />
      )}
    </>
  );
}

function LastTime({ conference, review }: { conference: ConferenceView; review: Review }) {
  const open = review.earlierActionItems;
  const today = todayIn(conference);
  return (
    <section className="last" aria-labelledby="last-time">
      <h2 id="last-time" className="h-row">
        Agreed last time{' '}
        <span className="soft">
          {open.length === 0 ? 'Nothing is open.' : `${open.length} still open`}
        </span>{' '}
        <Link href={`/clients/${review.client.clientId}`}>Open the chart</Link>
      </h2>
      {open.length > 0 && (
        <ul className="rows tightrows">
          {open.map(({ actionItemId, text, owner, dueOn, isOverdue }) => (
            <li key={actionItemId}>
              <span>{text}</span>
              <span className="soft">{owner.name}</span>
              {isOverdue ? (
                <Status kind="late">{daysLate(dueOn, today)}</Status>
              ) : (
                <span>Due {dayInWords(dueOn)}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function daysLate(dueOn: string, today: Temporal.PlainDate): string {
  const { days } = Temporal.PlainDate.from(dueOn).until(today);
  return `${counted(days, 'day')} late`;
}
