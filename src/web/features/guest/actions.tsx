import type { GuestMeeting } from '#contract/guest.ts';
import { Status } from '#web/ui/status.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { Call } from './phone.tsx';
import { Sheetlet } from './sheetlet.tsx';

/** What they took on at the meeting. */
export function Actions({ told }: { told: GuestMeeting }) {
  const { actions, isAboutThem, host, phone } = told;
  const open = actions.filter(({ isDone }) => !isDone).length;
  return (
    <Sheetlet title="My actions" count={open === 0 ? 'all done' : `${open} open`}>
      <ul className="guest-rows">
        {actions.map(({ actionItemId, clientName, text, dueInWords, isDone }) => (
          <li key={actionItemId}>
            <p className="strong">{text}</p>
            <p className="soft">
              {!isAboutThem && `For ${clientName}. `}
              {isDone ? <Status kind="done">Done</Status> : <>Due {wholeDays(dueInWords)}.</>}
            </p>
          </li>
        ))}
      </ul>
      {open > 0 && (
        <p className="guest-call">
          Call <Call host={host} phone={phone} /> if you need more time or cannot do it.
        </p>
      )}
    </Sheetlet>
  );
}
