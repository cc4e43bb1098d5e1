import { listOpeningWeeks, type OpeningWeek } from '#contract/openings.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';

type Props = { shown: string | undefined; onTurn: (week: string) => void };

/** Past weeks that hold something unreviewed, so that nobody turns back through each to find them. */
export function WeeksWaiting({ shown, onTurn }: Props) {
  const { data } = useAsk(listOpeningWeeks, {});
  if (data === undefined || data.weeks.length === 0) return null;
  return (
    <SectionBand title="Past weeks not reviewed" count={data.weeks.length}>
      <RowsList
        label="Past weeks not reviewed"
        items={data.weeks.map((week) => ({
          id: week.startsOn,
          text: <WeekWords week={week} />,
          action:
            week.startsOn === shown ? (
              <span className="soft">Shown below</span>
            ) : (
              <Button size="small" onPress={() => onTurn(week.startsOn)}>
                Show
                <span className="vh"> the week of {dayInWords(week.startsOn)}</span>
              </Button>
            ),
        }))}
      />
    </SectionBand>
  );
}

function WeekWords({ week: { startsOn, endsOn, waiting } }: { week: OpeningWeek }) {
  return (
    <>
      {dayInWords(startsOn)} to {dayInWords(endsOn)}
      <span className="second">
        <Status kind="late">{waiting} not reviewed</Status>
      </span>
    </>
  );
}
