import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { CloseNotHeld } from './close-not-held.tsx';
import { hasContent } from './close-words.ts';
import type { Review } from './hold-words.ts';
import { RoomExchange } from './room-exchange.tsx';

type Props = { conference: ConferenceView; review: Review; me: string };

/** An exchange has no times of its own: its day is that of the answer. */
export const CloseExchange = ({ conference, review, me }: Props) => (
  <>
    <RoomExchange conference={conference} review={review} me={me} />
    {conference.may.close && !hasContent(review) && (
      <CloseNotHeld conferenceId={conference.conferenceId} />
    )}
  </>
);
