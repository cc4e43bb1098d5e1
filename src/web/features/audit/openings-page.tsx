import { useRouter, useRouterState } from '@tanstack/react-router';
import type { ReplyOf } from '#contract/endpoint.ts';
import { listOpenings } from '#contract/openings.ts';
import { dayInWords, figureInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { OpeningAction, OpeningWords } from './opening-row.tsx';
import { WeeksWaiting } from './openings-waiting.tsx';

type Week = ReplyOf<typeof listOpenings>;

/** Week by week, who opened a record that may be their own or a relative’s, and who had emergency access. */
export function OpeningsPage() {
  const our = useOurWord();
  const { week, turnTo } = useWeek();
  const asked = useAsk(listOpenings, week === null ? {} : { week });
  return (
    <>
      <PageHead
        title="Records opened"
        lead={`Who opened the record of a ${our.one} of their own name, or what may be their own record, and who had emergency access. A second person says each week what it was.`}
      />
      <WeeksWaiting shown={asked.data?.startsOn} onTurn={turnTo} />
      <Asked asked={asked} label="Loading the week" rows={4}>
        {(found) => <OneWeek found={found} onTurn={turnTo} />}
      </Asked>
    </>
  );
}

/** The week is its address. What is not understood is left out. */
function useWeek() {
  const { history } = useRouter();
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const asked = listOpenings.input.safeParse({ week: new URLSearchParams(search).get('week') });
  return {
    week: asked.data?.week ?? null,
    turnTo: (week: string) => history.replace(`/openings?week=${week}`),
  };
}

function OneWeek({ found, onTurn }: { found: Week; onTurn: (week: string) => void }) {
  const { startsOn, endsOn, beforeOn, nextOn } = found;
  return (
    <SectionBand
      title={`${dayInWords(startsOn)} to ${dayInWords(endsOn)}`}
      tools={
        <>
          <Button size="small" onPress={() => onTurn(beforeOn)}>
            The week before
          </Button>
          {nextOn !== null && (
            <Button size="small" onPress={() => onTurn(nextOn)}>
              The week after
            </Button>
          )}
        </>
      }
    >
      {found.count.all === 0 ? (
        <EmptyState title="Nobody opened such a record in this week." />
      ) : (
        <Openings found={found} />
      )}
    </SectionBand>
  );
}

function Openings({ found: { openings, count, isMore, startsOn, nextOn } }: { found: Week }) {
  return (
    <>
      <p>
        {count.all === 1
          ? `One in this week, ${count.reviewed === 1 ? 'and it is reviewed' : 'not reviewed yet'}.`
          : `${figureInWords(count.all)} in this week, ${figureInWords(count.reviewed)} of them reviewed.`}
      </p>
      {isMore && (
        <Banner tone="plain" title="There are more.">
          Two hundred are shown, those that wait first.
        </Banner>
      )}
      {openings.length > 0 && (
        <RowsList
          label="Records opened in this week"
          items={openings.map((one) => ({
            id: `${one.kind} ${one.staffId} ${one.client.clientId} ${one.firstInWords}`,
            text: <OpeningWords one={one} isPast={nextOn !== null} />,
            action: <OpeningAction one={one} week={startsOn} />,
          }))}
        />
      )}
    </>
  );
}
