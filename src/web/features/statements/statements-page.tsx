import { useState } from 'react';
import { listStatements } from '#contract/statements.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { StatementRows } from '#web/shell/statement-rows.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Segment } from '#web/ui/segment.tsx';

type Show = 'open' | 'settled';

const views = [
  { id: 'open', label: 'To give' },
  { id: 'settled', label: 'Given' },
] as const;

/** What follows a conference in writing within ten days: for whoever manages the case, and the supervisors of the program. */
export function StatementsPage() {
  const [show, setShow] = useState<Show>('open');
  const pages = usePages();
  const { after } = pages;
  const asked = useAsk(listStatements, { show, ...(after && { after }) });
  const change = (next: Show) => {
    setShow(next);
    pages.toFirst();
  };
  return (
    <>
      <PageHead
        title="Statements to give"
        lead="Whoever heard HIV-related or substance use treatment information in a conference is to get the law’s statement in writing within ten days. Print the letter, hand it over or post it, and record it here."
        actions={<Segment<Show> label="Which" options={views} value={show} onChange={change} />}
      />
      <SectionBand title={show === 'open' ? 'To give' : 'Given or not needed'}>
        <Asked asked={asked} label="Loading statements" rows={4}>
          {({ statements, next }) =>
            statements.length === 0 && pages.isFirst ? (
              <EmptyState
                title={show === 'open' ? 'No statement is owed.' : 'None was given yet.'}
              />
            ) : (
              <>
                <StatementRows statements={statements} />
                <PageTurner
                  pages={pages}
                  next={next}
                  order={show === 'open' ? 'earliest' : 'latest'}
                />
              </>
            )
          }
        </Asked>
      </SectionBand>
    </>
  );
}
