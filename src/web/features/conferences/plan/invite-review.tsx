import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { personKey } from '#domain/people.ts';
import { listInWords } from '#domain/words.ts';
import { Banner } from '#web/ui/banner.tsx';
import { BlockedNote } from '#web/ui/blocked-note.tsx';
import { Button } from '#web/ui/button.tsx';
import { Status } from '#web/ui/status.tsx';
import { InvitePreview } from './invite-preview.tsx';
import type { Sending } from './invite-send.ts';
import type { Attendee } from './plan-drafts.ts';
import { sendingWords } from './plan-mails.ts';
import { pairOf, recipientsOf } from '#web/features/conferences/plan-words.ts';

/** Everybody who would be written to, what each would read, who is left out, and the button that sends. */
export function InviteReview({ view, sending }: SendProps) {
  const { wanted, ready, blocked } = recipientsOf(view);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = wanted.find(({ person }) => personKey(person) === chosen) ?? ready[0] ?? wanted[0];
  return (
    <>
      {view.notYet && (
        <Banner tone="soon" title="Not yet.">
          {view.notYet.inWords}
        </Banner>
      )}
      {wanted.length === 0 ? (
        <p className="soft">Nobody is on the list yet. Invite people first.</p>
      ) : (
        <table className="table table-plain stacked recip">
          <caption>Choose a name to read what that person gets.</caption>
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">Invited for</th>
              <th scope="col">Mail</th>
            </tr>
          </thead>
          <tbody>
            {wanted.map((attendee) => (
              <Recipient
                key={personKey(attendee.person)}
                view={view}
                attendee={attendee}
                isShown={attendee === shown}
                onShow={() => setChosen(personKey(attendee.person))}
              />
            ))}
          </tbody>
        </table>
      )}
      {shown && view.schedule && <InvitePreview view={view} attendee={shown} />}
      {blocked.length > 0 && (
        <div className="plan-gap">
          <BlockedNote title="Not invited, because consent is missing">
            <ul>
              {blocked.map(({ attendee, review }) => (
                <li key={`${personKey(attendee.person)} ${review.reviewId}`} className="small">
                  {attendee.name} about {review.client.name}
                </li>
              ))}
            </ul>
          </BlockedNote>
        </div>
      )}
      {sending.trouble && (
        <div className="plan-gap">
          <Banner tone="late" title={sending.trouble.title} reference={sending.trouble.reference} />
        </div>
      )}
      <p className="form-actions hide-phone">
        <SendButton view={view} sending={sending} />
      </p>
    </>
  );
}

type RecipientProps = {
  view: ConferenceView;
  attendee: Attendee;
  isShown: boolean;
  onShow: () => void;
};

function Recipient({ view, attendee, isShown, onShow }: RecipientProps) {
  const pairs = view.reviews
    .filter(({ reviewId }) => attendee.wantedFor.includes(reviewId))
    .map((review) => pairOf(view, attendee, review));
  const fine = pairs.filter(({ isFine }) => isFine).map(({ review }) => review.client.name);
  return (
    <tr {...(isShown && { 'aria-current': true })}>
      <th scope="row">
        <Button look="quiet" size="small" aria-pressed={isShown} onPress={onShow}>
          {attendee.name}
        </Button>
      </th>
      <td data-label="Invited for">
        {fine.length > 0 ? listInWords(fine) : <Status kind="blocked">No consent</Status>}
      </td>
      <td data-label="Mail">
        {fine.length === 0 ? (
          <span className="soft">Not sent</span>
        ) : attendee.hasEmail ? (
          'Invitation'
        ) : (
          <span className="soft">
            {attendee.hasDied ? 'Has died: nothing is sent' : 'No email: tell them yourself'}
          </span>
        )}
      </td>
    </tr>
  );
}

type SendProps = { view: ConferenceView; sending: Sending };

export function SendButton({ view, sending }: SendProps) {
  return (
    <Button
      look="primary"
      isPending={sending.isSending}
      isDisabled={view.notYet !== null || !view.may.invite}
      onPress={sending.send}
    >
      {sendingWords(view)}
    </Button>
  );
}
