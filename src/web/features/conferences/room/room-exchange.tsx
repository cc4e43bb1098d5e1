import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { type Exchange, readExchange, removeMessage } from '#contract/conferences/exchange.ts';
import { mayBeAnswered } from '#domain/conference/exchange.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { announce } from '#web/ui/announce.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Status } from '#web/ui/status.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { mayWriteIn, type Review } from '#web/features/conferences/hold-words.ts';
import { ClassMark } from './room-entry.tsx';
import { changeDraft, useDraft } from './room-drafts.ts';
import { MessageForm } from './room-exchange-form.tsx';
import { WalkIn } from './room-walk-in.tsx';

type Props = { conference: ConferenceView; review: Review; me: string };

const askAgainEvery = 5_000;

/** What was written by email about one client: who, when, and the words themselves. */
export function RoomExchange({ conference, review, me }: Props) {
  const { isAddingEmail } = useDraft(review.reviewId);
  const add = () => changeDraft(review.reviewId, () => ({ isAddingEmail: true }));
  const key = { conferenceId: conference.conferenceId, reviewId: review.reviewId };
  const isOpen = mayBeAnswered(conference, review);
  const asked = useAsk(readExchange, key, isOpen ? { refetchInterval: askAgainEvery } : {});
  const mayWrite = mayWriteIn(conference, review);
  return (
    <section className="band-room" aria-label={`Emails about ${review.client.name}`}>
      <h2 className="h-row">
        Exchange by email{' '}
        <span className="soft">{asked.data && heldWords(asked.data, isOpen)}</span>
      </h2>
      <Asked asked={asked} label="Looking for the emails" rows={2}>
        {({ messages, waiting }) => (
          <>
            {messages.length === 0 ? (
              <NoEmail isOpen={isOpen} />
            ) : (
              <ol className="exchange">
                {messages.map((message) => (
                  <Message key={message.messageId} {...{ message, conference, review, mayWrite }} />
                ))}
              </ol>
            )}
            {isOpen && waiting !== null && <p className="soft">{waiting}</p>}
          </>
        )}
      </Asked>
      {mayWrite && isAddingEmail && <MessageForm {...{ conference, review, me }} />}
      <div className="actions plan-actions">
        {mayWrite && !isAddingEmail && <Button onPress={add}>Add an email</Button>}
        <WalkIn {...{ conference, review, me }} />
      </div>
    </section>
  );
}

function heldWords({ heldOn }: Exchange, isOpen: boolean): string {
  if (heldOn !== null) return `held on ${heldOn}`;
  return isOpen ? 'no answer yet' : 'no answer came';
}

const NoEmail = ({ isOpen }: { isOpen: boolean }) =>
  isOpen ? (
    <EmptyState title="No email is on record yet.">
      Begin with the request, then each answer. The first one that says something makes it a
      conference, on its own day.
    </EmptyState>
  ) : (
    <EmptyState title="No email was put on record." />
  );

type MessageProps = {
  message: Exchange['messages'][number];
  conference: ConferenceView;
  review: Review;
  mayWrite: boolean;
};

function Message({ message, conference, review, mayWrite }: MessageProps) {
  const remove = useTell(removeMessage);
  const { messageId, from, inWords, text, isCopy, isSubstantive } = message;
  const take = () =>
    void remove
      .mutateAsync({
        conferenceId: conference.conferenceId,
        reviewId: review.reviewId,
        messageId,
      })
      .then(
        () => announce('The email is off the record.'),
        () => undefined,
      );
  return (
    <li className="exchange-email">
      <p className="h-row">
        <span className="strong">{from.name}</span> <span className="soft">{inWords}</span>
        {!isSubstantive && <span className="soft small">does not answer yet</span>}
        {!isCopy && <Status kind="soon">Its own text is not copied</Status>}
        {mayWrite && (
          <Button
            look="quiet"
            size="small"
            isPending={remove.isPending}
            aria-label={`Take off the email of ${from.name}, ${inWords}`}
            onPress={take}
          >
            Take off
          </Button>
        )}
      </p>
      <p className="exchange-text">
        {text}
        <ClassMark sensitivity={message.class} />
      </p>
      {remove.isError && <Banner tone="late" title={troubleOf(remove.error).title} />}
    </li>
  );
}
