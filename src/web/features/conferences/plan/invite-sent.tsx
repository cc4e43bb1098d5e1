import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { modeWords } from '#domain/conference/conference-words.ts';
import { listInWords, minutesInWords } from '#domain/words.ts';
import { momentInWords } from '#web/shell/clock-words.ts';
import { ConferenceMails } from '#web/features/conferences/conference-mails.tsx';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { SidePanel } from '#web/ui/side-panel.tsx';
import { WithPanel } from '#web/ui/with-panel.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { InviteReplies } from './invite-replies.tsx';
import { ScheduledRoles } from './invite-roles.tsx';
import { isOnItsDay, StartWhenDue } from './invite-start.tsx';
import { HeldAfterwards, MissedConference } from './missed.tsx';
import { CancelPlan } from './plan-cancel-dialog.tsx';
import { HowToHandRound, PrintedAgendas, SignInSheet } from './plan-on-paper.tsx';
import { inOrder, peopleInWords } from '#web/features/conferences/plan-words.ts';
import { slotsOf, timedBy } from '#web/features/conferences/plan-slots.ts';
import { ReadinessSections } from './readiness-panel.tsx';
import { LateInvitations, LeftOut } from './invite-late-parts.tsx';
import { gathers, SharedScreenButton } from '#web/features/conferences/room/shared-screen.tsx';
import { ChangeSchedule } from './schedule-change-dialog.tsx';

/** After the invitations: who answered what, who was left out and why, and the way into the meeting. */
export function SentConference({ view }: { view: ConferenceView }) {
  const [isMoving, setIsMoving] = useState(false);
  const [told, setTold] = useState<number | null>(null);
  const { schedule, may } = view;
  const isMissed = view.missed !== null;
  return (
    <>
      <PageHead
        kicker={<Link href="/conferences">Conferences</Link>}
        title={`Conference ${view.number}`}
        lead={schedule && `${schedule.inWords}, ${modeWords[schedule.mode].toLowerCase()}`}
        actions={
          <>
            {may.start && isOnItsDay(view) && gathers(view) && <SharedScreenButton />}
            {!isMissed && <StartPart view={view} />}
          </>
        }
      />
      {told !== null && (
        <Banner tone="info" title={`The new time is set. ${peopleInWords(told)} told by mail.`} />
      )}
      <WithPanel
        panel={
          <SidePanel title="Readiness">
            <ReadinessSections view={view} />
          </SidePanel>
        }
      >
        <div className="sent-bands">
          {isMissed && <MissedConference view={view} onMove={() => setIsMoving(true)} />}
          <Invited view={view} />
          <LateInvitations view={view} />
          <Agenda view={view} />
          <SectionBand title="Roles">
            <ScheduledRoles view={view} />
          </SectionBand>
          {may.plan && (
            <SectionBand title="Mails">
              <ConferenceMails conferenceId={view.conferenceId} timeZone={view.timeZone} />
            </SectionBand>
          )}
          {may.plan && (
            <SectionBand title="On paper">
              <p className="actions">
                <SignInSheet view={view} />
              </p>
              <HowToHandRound view={view} />
              <PrintedAgendas view={view} />
            </SectionBand>
          )}
          {may.plan && !isMissed && (
            <SectionBand title="If something changes">
              <p className="actions">
                <Button onPress={() => setIsMoving(true)}>Change date, time or place</Button>
                <CancelPlan view={view} />
              </p>
            </SectionBand>
          )}
        </div>
      </WithPanel>
      <ChangeSchedule
        view={view}
        isOpen={isMoving}
        onClose={() => setIsMoving(false)}
        onMoved={setTold}
      />
      {may.start && (isMissed || isOnItsDay(view)) && (
        <div className="bottombar">
          {isMissed ? <HeldAfterwards view={view} /> : <StartWhenDue view={view} />}
        </div>
      )}
    </>
  );
}

function StartPart({ view }: { view: ConferenceView }) {
  if (view.may.start) return <StartWhenDue view={view} />;
  const facilitator = view.attendees.find(({ person }) => person.id === view.roles.facilitator);
  return (
    <p className="small soft">
      {facilitator
        ? `${facilitator.name} facilitates and starts it.${isOnItsDay(view) ? ' The room opens here by itself.' : ''}`
        : 'Choose a facilitator, a timekeeper and a notetaker before the start.'}
    </p>
  );
}

function Invited({ view }: { view: ConferenceView }) {
  const invited = inOrder(view.attendees).filter(({ invitedTo }) => invitedTo.length > 0);
  return (
    <SectionBand title="Invited" count={invited.length}>
      <p className="small soft">
        {view.invitedAt &&
          wholeDays(`Invitations went out ${writtenAt(view.invitedAt, view.timeZone)}. `)}
        Who answers by the link in their mail stands here as they answered. Answers that come by
        telephone are entered here.
      </p>
      <InviteReplies view={view} invited={invited} />
      <LeftOut view={view} />
    </SectionBand>
  );
}

const writtenAt = (at: string, zone: string) =>
  momentInWords(Temporal.Instant.from(at).toZonedDateTimeISO(zone));

function Agenda({ view }: { view: ConferenceView }) {
  return (
    <SectionBand title="Agenda">
      <ol className={timedBy(view) ? 'rows rows-when' : 'rows'}>
        {slotsOf(view.reviews, timedBy(view)).map(({ review, from, minutes }) => (
          <li key={review.reviewId}>
            {from !== null && <span className="when">{from}</span>}
            <span className="row-text">
              <Link look="plain" className="inline-tap" href={`/clients/${review.client.clientId}`}>
                {review.client.name}
              </Link>
              <span className="second">
                {minutesInWords(minutes)}.{' '}
                {listInWords(review.reasons.map(({ text, label }) => text ?? label))}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {view.schedule?.place && <p className="small soft">Place: {view.schedule.place}</p>}
      {view.schedule?.joinLink && (
        <p className="small">
          <a href={view.schedule.joinLink} rel="noreferrer">
            Link to join
          </a>
        </p>
      )}
    </SectionBand>
  );
}
