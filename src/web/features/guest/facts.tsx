import type { ReactNode } from 'react';
import type { GuestMeeting } from '#contract/guest.ts';
import { modeWords } from '#domain/conference/conference-words.ts';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { Phone } from './phone.tsx';

/** When and where, and who asks: as short as on the back of a hand. */
export function Facts({ told }: { told: GuestMeeting }) {
  const { meeting, agencyName, host, phone } = told;
  return (
    <dl className="pairs pairs-near guest-facts">
      <Fact term="When">{wholeDays(meeting.inWords)}</Fact>
      <Fact term="How">
        {meeting.modeInWords}
        {isUntold(meeting) && `. Call ${host} to learn how to join.`}
      </Fact>
      {meeting.place !== '' && <Fact term="Where">{meeting.place}</Fact>}
      {meeting.joinLink !== '' && (
        <Fact term="Join">
          <a
            className="guest-tap no-print"
            href={meeting.joinLink}
            target="_blank"
            rel="noreferrer"
          >
            Link to join
            <span className="vh"> (opens in a new tab)</span>
          </a>
          <span className="print-only">{meeting.joinLink}</span>
        </Fact>
      )}
      <Fact term="Who asks you">
        {host} of {agencyName}
        {phone !== '' && (
          <>
            , <Phone phone={phone} />
          </>
        )}
      </Fact>
    </dl>
  );
}

/** Somebody comes by video or telephone, and nothing here says how. */
const isUntold = ({ modeInWords, joinLink }: GuestMeeting['meeting']) =>
  joinLink === '' && [modeWords.video, modeWords.telephone].includes(modeInWords);

const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <div className="pair">
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);
