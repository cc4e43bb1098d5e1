import type { GuestMeeting } from '#contract/guest.ts';
import { Status } from '#web/ui/status.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { saidInWords } from './guest-words.ts';
import { Call } from './phone.tsx';
import { Say } from './say.tsx';
import { Sheetlet } from './sheetlet.tsx';

/** What they took on at the meeting. */
export function Actions({ told, onSettled }: { told: GuestMeeting; onSettled: () => void }) {
  const { actions, isAboutThem, host, phone, today } = told;
  const open = actions.filter(({ isDone }) => !isDone).length;
  return (
    <Sheetlet title="My actions" count={open === 0 ? 'all done' : `${open} open`}>
      <ul className="guest-rows">
        {actions.map((action) => (
          <li key={action.actionItemId}>
            <p className="strong">{action.text}</p>
            <p className="soft">
              {!isAboutThem && `For ${action.clientName}. `}
              {action.isDone ? (
                <Status kind="done">Done</Status>
              ) : (
                <>Due {wholeDays(action.dueInWords)}.</>
              )}
            </p>
            {action.update && <p>{wholeDays(saidInWords(action.update))}</p>}
            {!action.isDone && <Say action={action} today={today} onSettled={onSettled} />}
          </li>
        ))}
      </ul>
      {open > 0 && (
        <p className="guest-call">
          What you say is read by whoever asks you about it. Call <Call host={host} phone={phone} />{' '}
          if it cannot wait.
        </p>
      )}
    </Sheetlet>
  );
}
