import type { ReactNode } from 'react';
import type { GuestMeeting } from '#contract/guest.ts';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { focusIt } from '#web/ui/focus-it.ts';
import { usePageTitle } from '#web/ui/page-head.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { Actions } from './actions.tsx';
import { Facts } from './facts.tsx';
import { Forms } from './forms.tsx';
import { Call } from './phone.tsx';
import { Reply } from './reply.tsx';
import { Slots } from './slots.tsx';

type Props = {
  told: GuestMeeting;
  onLeave: () => void;
  onOver: () => void;
  /** Asks anew what may be told. */
  onAgain: () => void;
  /** What went wrong with asking anew. */
  children: ReactNode;
};

export function Meeting({ told, onLeave, onOver, onAgain, children }: Props) {
  const { meeting, agencyName, isSample, name, isAboutThem } = told;
  // Windows are remembered in the browser's history: the title names neither a day nor anybody.
  usePageTitle('Your meeting');
  return (
    <div className="solo">
      <header className="solo-head">
        <span>
          <span className="strong">Roundtable</span>{' '}
          <span className="soft">
            for {agencyName}
            {isSample && ' (sample)'}
          </span>
        </span>
        <span className="soft guest-who">
          <span>
            {name}
            {!isAboutThem && ', guest'}.
          </span>{' '}
          <Button look="quiet" size="small" onPress={onLeave}>
            Leave
          </Button>
        </span>
      </header>
      <main id="main">
        <h1 tabIndex={-1} ref={focusIt}>
          Meeting on {wholeDays(meeting.dayInWords)}
        </h1>
        <div className="guest-standing">
          {children}
          <Standing told={told} />
        </div>
        {meeting.state === 'planned' && <Reply told={told} onOver={onOver} />}
        {told.actions.length > 0 && <Actions told={told} onSettled={onAgain} />}
        {told.forms.length > 0 && <Forms forms={told.forms} isAboutThem={isAboutThem} />}
        {meeting.state !== 'cancelled' && <Slots told={told} />}
        <Notices notices={told.notices} />
      </main>
    </div>
  );
}

/** How it stands with the meeting, and when and where it is as long as that is to be known. */
function Standing({ told }: { told: GuestMeeting }) {
  const { meeting, host, phone, actions, forms } = told;
  switch (meeting.state) {
    case 'cancelled':
      return (
        <>
          <p>This meeting is cancelled. You do not need to do anything.</p>
          <p className="soft">
            Do you have a question? Call <Call host={host} phone={phone} />.
          </p>
        </>
      );
    case 'over':
      return (
        <>
          <p>This meeting is over. Thank you.</p>
          {actions.length + forms.length === 0 && (
            <EmptyState title="Nothing for you now.">
              <p>
                Do you have a question? Call <Call host={host} phone={phone} />.
              </p>
            </EmptyState>
          )}
        </>
      );
    case 'now':
      return (
        <>
          <p className="strong">This meeting has begun.</p>
          <Facts told={told} />
        </>
      );
    case 'planned':
      return <Facts told={told} />;
  }
}

const Notices = ({ notices }: { notices: readonly string[] }) =>
  notices.length === 0 ? null : (
    <div className="notice stack">
      {notices.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
    </div>
  );
