import { useState } from 'react';
import { countDue, type DueCounts, type Scope } from '#contract/today.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { Menu } from '#web/ui/menu.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { DueList } from './due-list.tsx';
import { DueWeeks } from './due-weeks.tsx';
import type { Selected } from './selected.ts';
import { upTo } from './today-words.ts';
import { type TodayView, useTodayView } from './use-today-view.ts';

/** Everybody who is due, by week and by name; what the program took over from before stands apart below. */
export function TodayDue({ scope, onSelect, selected }: Props) {
  const { view, change } = useTodayView();
  const { programId } = view;
  const whose = { scope, ...(programId !== undefined && { programId }) };
  const counts = useAsk(countDue, whose);
  const list = { ...whose, when: view.when, strength: view.strength };
  return (
    <>
      <SectionBand
        title="Due"
        count={counts.data && <Totals {...counts.data} />}
        tools={<Filters view={view} counts={counts.data} onChange={change} />}
      >
        <Asked asked={counts} label="Counting" rows={1}>
          {({ buckets }) => (
            <DueWeeks buckets={buckets} when={view.when} onWhen={(when) => change({ when })} />
          )}
        </Asked>
        <DueList
          key={JSON.stringify(list)}
          asking={{ ...list, backlog: 'no' }}
          selected={selected}
          onSelect={onSelect}
        />
      </SectionBand>
      {counts.data && counts.data.backlog > 0 && (
        <Backlog
          whose={whose}
          count={counts.data.backlog}
          selected={selected}
          onSelect={onSelect}
        />
      )}
    </>
  );
}

type Props = {
  scope: Scope;
  selected: Selected;
  onSelect: (selected: Selected) => void;
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

type FilterProps = {
  view: TodayView;
  counts: DueCounts | undefined;
  onChange: (changed: Partial<TodayView>) => void;
};

const strengthWords = { any: 'all', required: 'required', recommended: 'recommended' } as const;
const whenWords: Partial<Record<TodayView['when'], string>> = {
  due: 'late and next five weeks',
  late: 'late',
  soon: 'next five weeks',
  later: 'after five weeks',
  'no-date': 'no date set',
  all: 'any time',
};

function Filters({ view, counts, onChange }: FilterProps) {
  const programs = counts?.programs ?? [];
  const chosen = programs.find(({ programId }) => programId === view.programId);
  return (
    <>
      <Menu
        look="quiet"
        size="small"
        label={`When: ${whenWords[view.when] ?? 'one week'}`}
        entries={(['due', 'late', 'soon', 'later', 'no-date', 'all'] as const).map((when) => ({
          id: when,
          label: (whenWords[when] ?? when).replace(/^./, (letter) => letter.toUpperCase()),
          onAction: () => onChange({ when }),
        }))}
      />
      {programs.length > 1 && (
        <Menu
          look="quiet"
          size="small"
          label={`Program: ${chosen?.name ?? 'all'}`}
          entries={[
            { id: 'all', label: 'All', onAction: () => onChange({ programId: undefined }) },
            ...programs.map(({ programId, name }) => ({
              id: programId,
              label: name,
              onAction: () => onChange({ programId }),
            })),
          ]}
        />
      )}
      <Menu
        look="quiet"
        size="small"
        label={`Strength: ${strengthWords[view.strength]}`}
        entries={(['any', 'required', 'recommended'] as const).map((strength) => ({
          id: strength,
          label: strengthWords[strength].replace(/^./, (letter) => letter.toUpperCase()),
          onAction: () => onChange({ strength }),
        }))}
      />
      <Button look="quiet" size="small" onPress={() => print()}>
        Print
      </Button>
    </>
  );
}

type BacklogProps = Pick<Props, 'selected' | 'onSelect'> & {
  whose: { scope: Scope; programId?: string };
  count: number;
};

/** Nobody is greeted by a thousand false alarms: it is counted, and shown to who asks. */
function Backlog({ whose, count, ...selection }: BacklogProps) {
  const [isOpen, setIsOpen] = useState(false);
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
        Their last conference may have been held elsewhere. Record it in the client’s chart
        {mayRecordMany && (
          <>
            , or <Link href="/imports/held-elsewhere">many at once</Link>
          </>
        )}
        , and the next due date counts from there.
      </p>
      {isOpen && <DueList asking={{ ...whose, backlog: 'yes' }} {...selection} />}
    </SectionBand>
  );
}
