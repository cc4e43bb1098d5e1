import { endSession, type Account } from '#contract/account.ts';
import { useTell } from '#web/api/use-ask.ts';
import { dayAndTime } from '#web/shell/day-and-time.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { troubleOf } from '#web/ui/trouble.ts';

type Session = Account['sessions'][number];

export function SessionsPart({ sessions }: { sessions: readonly Session[] }) {
  const end = useTell(endSession);
  return (
    <SectionBand
      title="Where you are signed in"
      tools={
        sessions.length > 1 && (
          <Button size="small" onPress={() => end.mutate({})}>
            Sign out everywhere else
          </Button>
        )
      }
    >
      {end.isError && <Banner tone="late" title={troubleOf(end.error).title} />}
      <RowsList
        label="Sessions"
        items={sessions.map((one) => ({
          id: one.sessionId,
          text: (
            <>
              {deviceWords(one.device)}
              {one.isThis && <span className="strong"> (this one)</span>}{' '}
              <span className="soft">
                since {dayAndTime(one.startedAt)}, ends {dayAndTime(one.endsAt)}
              </span>
            </>
          ),
          action: one.isThis ? undefined : (
            <Button
              look="quiet"
              size="row"
              aria-label={`Sign out ${deviceWords(one.device)}`}
              onPress={() => end.mutate({ sessionId: one.sessionId })}
            >
              Sign out
            </Button>
          ),
        }))}
      />
    </SectionBand>
  );
}

const browsers = [
  ['Edg/', 'Edge'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const systems = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS', 'Mac'],
  ['Linux', 'Linux'],
] as const;

const firstIn = (text: string, names: readonly (readonly [string, string])[]) =>
  names.find(([sign]) => text.includes(sign))?.[1];

function deviceWords(device: string) {
  const words = [firstIn(device, browsers), firstIn(device, systems)].filter((word) => word);
  return words.length > 0 ? words.join(' on ') : 'An unknown device';
}
