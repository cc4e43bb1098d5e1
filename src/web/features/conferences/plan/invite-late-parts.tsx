import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { inviteLate } from '#contract/conferences/invite.ts';
import { useTell } from '#web/api/use-ask.ts';
import { BlockedNote } from '#web/ui/blocked-note.tsx';
import { Button } from '#web/ui/button.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { InviteLate, LateBanner, LateTrouble, type LateNews } from './invite-late.tsx';
import { pairOf } from '#web/features/conferences/plan-words.ts';

/** The way to invite somebody who was forgotten, and what came of it. */
export function LateInvitations({ view }: { view: ConferenceView }) {
  const [isOpen, setIsOpen] = useState(false);
  const [news, setNews] = useState<LateNews | null>(null);
  if (!view.may.plan) return null;
  return (
    <SectionBand title="Somebody missing?">
      <div className="stack">
        {news && <LateBanner news={news} />}
        <p className="actions">
          <Button onPress={() => setIsOpen(true)}>Invite somebody else</Button>
        </p>
      </div>
      <InviteLate
        view={view}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        onInvited={setNews}
      />
    </SectionBand>
  );
}

/** Who waits for a consent; once it is there, they are asked from here. */
export function LeftOut({ view }: { view: ConferenceView }) {
  const tell = useTell(inviteLate);
  const { conferenceId, version } = view;
  const left = view.attendees.flatMap((attendee) =>
    view.reviews
      .filter(
        ({ reviewId }) =>
          attendee.wantedFor.includes(reviewId) && !attendee.invitedTo.includes(reviewId),
      )
      .map((review) => pairOf(view, attendee, review)),
  );
  if (left.length === 0) return null;
  return (
    <div className="plan-gap">
      <BlockedNote title="Not invited, because consent is missing. They were told nothing.">
        <ul className="rows rows-action">
          {left.map(({ attendee: { person, name }, review, readiness }) => (
            <li key={`${person.id} ${review.reviewId}`}>
              <span>
                <span className="strong">
                  {name} about {review.client.name}
                </span>
                <span className="second">
                  {readiness?.state === 'ok' ? 'The consent is there now.' : readiness?.inWords}
                </span>
              </span>
              {view.may.plan && readiness?.state === 'ok' && (
                <Button
                  size="small"
                  isPending={tell.isPending}
                  onPress={() =>
                    tell.mutate({
                      conferenceId,
                      version,
                      attendees: [{ person, reviewIds: [review.reviewId] }],
                    })
                  }
                >
                  Invite now
                  <span className="vh">
                    {' '}
                    {name} about {review.client.name}
                  </span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      </BlockedNote>
      {tell.isError && <LateTrouble error={tell.error} />}
    </div>
  );
}
