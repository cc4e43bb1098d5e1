import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { aboutInWords } from '#domain/words.ts';
import { Link } from '#web/ui/link.tsx';
import { SavedMark, type SavedState } from '#web/ui/saved-mark.tsx';
import {
  clockTime,
  meetingWords,
  type ServerClock,
  zoneOf,
  isByEmail,
} from '#web/features/conferences/hold-words.ts';
import { projected } from './room-agenda.tsx';
import { useLines } from './room-lines.ts';
import { gathers, SharedScreenButton } from './shared-screen.tsx';

type Props = { conference: ConferenceView; clock: ServerClock; isSample: boolean };

export function RoomBar({ conference, clock, isSample }: Props) {
  const { endsAt, spare } = projected(conference, clock);
  const isRunning = conference.state === 'in-session';
  return (
    <div className="roombar">
      <span className="mark" aria-hidden="true" />
      <p>
        <span className="strong">Case conference</span>{' '}
        <span className="soft hide-phone">
          {meetingWords(conference)}
          {isSample && '. '}
        </span>
        {isSample && <span className="soft sample-words">Sample data</span>}
      </p>
      {isRunning && !isByEmail(conference) && (
        <p className="end">
          <span className="soft">Ends about</span>{' '}
          <span className="strong">{clockTime(endsAt, zoneOf(conference))}</span>{' '}
          {spare !== null && <span className="soft hide-phone">{spareWords(spare)}</span>}
        </p>
      )}
      <SavedLines conference={conference} clock={clock} />
      {gathers(conference) && <SharedScreenButton />}
      <Link
        href="/conferences"
        className={isRunning && !isByEmail(conference) ? 'leave' : 'leave end'}
      >
        Leave
      </Link>
    </div>
  );
}

const onServer = (moment: number, clock: ServerClock) =>
  Temporal.Instant.fromEpochMilliseconds(Math.round(clock() - Date.now() + moment)).toString();

function spareWords(spare: number): string {
  if (spare === 0) return 'on time';
  return spare > 0 ? `with ${aboutInWords(spare)} to spare` : `${aboutInWords(-spare)} late`;
}

function SavedLines({ conference, clock }: Omit<Props, 'isSample'>) {
  const { lines, savedAt, retry } = useLines();
  const failed = lines.filter(({ trouble }) => trouble !== null);
  const at = savedAt === null ? null : onServer(savedAt, clock);
  const saved = (): SavedState => {
    if (failed.length > 0) return { state: 'failed', onRetry: () => failed.forEach(retry) };
    if (lines.length > 0) return { state: 'saving' };
    return at === null
      ? { state: 'untouched' }
      : { state: 'saved', at: clockTime(at, zoneOf(conference)) };
  };
  return <SavedMark saved={saved()} />;
}
