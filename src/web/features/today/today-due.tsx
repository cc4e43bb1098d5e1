import { useState } from 'react';
import { countDue, type DueCounts, type Scope } from '#contract/today.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { RulesChangingIn } from '#web/shell/rules-changing.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { DueFilters } from './due-filters.tsx';
import { DueList } from './due-list.tsx';
import { DueWeeks } from './due-weeks.tsx';
import type { ManyKind } from './many-kind.ts';
import type { Selected } from './selected.ts';
import { upTo } from './today-words.ts';
import { useTodayView, whoseIn } from './use-today-view.ts';

/** Everybody who is due, by week and by name; what the program took over from before stands apart below. */
export function TodayDue({ scope, ...selection }: Props) {
  const { view, change } = useTodayView();
  const { when, strength, why } = view;
  const whose = whoseIn(view);
  const counts = useAsk(countDue, whose);
  const list = { ...whose, when, strength, why };
  const updating = counts.data?.updating ?? [];
  const changing = [...updating, ...(counts.data?.refused ?? [])];
  return (
    <>
      <SectionBand
        title="Due"
        count={counts.data && <Totals {...counts.data} />}
        tools={<DueFilters view={view} asking={list} counts={counts.data} onChange={change} />}
      >
        {changing.length > 0 && (
          <RulesChangingIn
            programIds={changing.map(({ programId }) => programId)}
            isUnderWay={updating.length > 0}
          />
        )}
        <Asked asked={counts} label="Counting" rows={1}>
          {({ buckets }) => (
            <DueWeeks buckets={buckets} when={when} onWhen={(chosen) => change({ when: chosen })} />
          )}
        </Asked>
        <DueList
          key={JSON.stringify(list)}
          scope={scope}
          asking={{ ...list, backlog: 'no' }}
          {...selection}
        />
      </SectionBand>
      {counts.data && counts.data.backlog > 0 && (
        <Backlog scope={scope} whose={whose} count={counts.data.backlog} {...selection} />
      )}
    </>
  );
}

type Props = {
  /** Whose work is shown; unknown until the first answer says what the person's role begins with. */
  scope: Scope | undefined;
  selected: Selected;
  onSelect: (selected: Selected) => void;
  onMany: (kind: ManyKind) => void;
};

function Totals({ buckets }: DueCounts) {
  const ahead = buckets.filter(({ key }) => key !== 'later');
  const required = ahead.reduce((sum, bucket) => sum + bucket.required, 0);
  const recommended = ahead.reduce((sum, bucket) => sum + bucket.recommended, 0);
  const late = buckets.find(({ key }) => key === 'late');
  const lateCount = (late?.required ?? 0) + (late?.recommended ?? 0);
  if (required + recommended === 0) return null;
  return (
    <span className="small">
      <i className="tick" aria-hidden="true" />
      {upTo(required)} required
      {lateCount > 0 && (
        <>
          , <i className="tick tick-late" aria-hidden="true" />
          {upTo(lateCount)} late
        </>
      )}
      {recommended > 0 && (
        <>
          , <i className="tick tick-rec" aria-hidden="true" />
          {upTo(recommended)} recommended
        </>
      )}
    </span>
  );
}

type BacklogProps = Props & {
  whose: ReturnType<typeof whoseIn>;
  count: number;
};

/** Nobody is greeted by a thousand false alarms: it is counted, and shown to who asks. */
function Backlog({ whose, count, ...selection }: BacklogProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { one } = useOurWord();
  const mayRecordMany = useMay('history:write');
  return (
    <SectionBand
      title="Due before this program began here"
      count={upTo(count)}
      className="no-print"
      tools={
        <Button look="quiet" size="small" aria-expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
          {isOpen ? 'Hide them' : 'Show them'}
        </Button>
      }
    >
      <p className="soft">
        Their last conference may have been held elsewhere.{' '}
        {mayRecordMany ? (
          <>
            Record it in the {one}’s chart, or{' '}
            <Link href="/imports/held-elsewhere">many at once</Link>
          </>
        ) : (
          'Ask your supervisor to record it'
        )}
        , and the next due date counts from there.
      </p>
      {isOpen && <DueList asking={{ ...whose, backlog: 'yes' }} {...selection} />}
    </SectionBand>
  );
}
