import type { GuestMeeting } from '#contract/guest.ts';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { Sheetlet } from './sheetlet.tsx';

/** Whom it is about and why, as far as this reader is told; whom it is about reads it of themself. */
export function Slots({ told }: { told: GuestMeeting }) {
  const { slots, meeting, isAboutThem } = told;
  if (slots.length === 0) return null;
  const isOver = meeting.state === 'over';
  const title = isOver ? 'What it was about' : 'What it is about';
  return (
    <Sheetlet title={isAboutThem ? 'About you' : title}>
      <ul className="guest-rows">
        {slots.map(({ clientName, inWords, reasons }) => (
          <li key={`${clientName} ${inWords}`}>
            {!isAboutThem && <h3>{clientName}</h3>}
            {inWords !== meeting.inWords && <p className="soft">{wholeDays(inWords)}</p>}
            {reasons.length > 0 && (
              <ul className="guest-reasons" aria-label="Why you meet">
                {reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Sheetlet>
  );
}
