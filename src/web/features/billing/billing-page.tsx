import { useState } from 'react';
import {
  billingStates,
  exportBilling,
  requestBillingList,
  listBilling,
  type ListedBilling,
} from '#contract/billing.ts';
import { minutesInWords, monthInWords } from '#domain/words.ts';
import { counted } from '#domain/plurals.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { PrintHead } from '#web/shell/print-head.tsx';
import { TakeOutButton } from '#web/shell/take-out-button.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { DataTable } from '#web/ui/data-table.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';
import { columnsFor, stateWords } from './billing-columns.tsx';
import { useWholeMonth } from './whole-month.ts';

type State = (typeof billingStates)[number];

const states = billingStates.map((id) => ({ id, label: stateWords[id] }));
const monthsBack = 24;

const labelOf = (iso: string) => monthInWords(Temporal.PlainYearMonth.from(iso));

const monthsUntil = (iso: string) =>
  Array.from({ length: monthsBack }, (_, back) => {
    const id = Temporal.PlainYearMonth.from(iso).subtract({ months: back }).toString();
    return { id, label: labelOf(id) };
  });

/** A month of conferences for whoever prepares bills: times, kinds of people and codes, and no name of a client. */
export function BillingPage() {
  const our = useOurWord();
  const mayRead = useMay('billing:read');
  return (
    <>
      <PageHead
        title="Billing"
        lead={`What of a month is billed, what is not yet, and what cannot be. ${our.More} are shown by number.`}
      />
      {mayRead ? (
        <Month />
      ) : (
        <Banner tone="plain" title="Your role does not read what is billed.">
          Billers and supervisors do. In a conference you see its own billing.
        </Banner>
      )}
    </>
  );
}

function Month() {
  const { One } = useOurWord();
  const [month, setMonth] = useState<string | null>(null);
  const [state, setState] = useState<State>('all');
  const pages = usePages();
  const { after } = pages;
  const which = { ...(month !== null && { month }), state };
  const asked = useAsk(listBilling, { ...which, ...(after && { after }) });
  const paper = useWholeMonth(which);
  return (
    <Asked asked={asked} label="Loading the month" rows={5}>
      {({ month: shown, thisMonth, reviews: page, next }) => (
        <SectionBand
          title={labelOf(shown)}
          tools={
            <>
              <TakeOutButton
                size="small"
                file={exportBilling}
                ask={requestBillingList}
                what="billing-list"
                inputFor={(taking) => ({ ...which, ...taking })}
              />
              {asked.isSuccess && !asked.isPlaceholderData && page.length > 0 && (
                <Button
                  size="small"
                  isPending={paper.isGathering}
                  onPress={() => void paper.printAll()}
                >
                  Print
                </Button>
              )}
            </>
          }
        >
          <PrintHead isNameless>
            Billing of {labelOf(shown)}: {stateWords[state].toLowerCase()}
          </PrintHead>
          <div className="filters no-print">
            <Select
              label="Month"
              options={monthsUntil(thisMonth)}
              value={shown}
              width="short"
              onChange={(id) => {
                setMonth(id);
                pages.toFirst();
              }}
            />
            <Select
              label="Which"
              options={states}
              value={state}
              width="short"
              onChange={(id) => {
                setState(billingStates.find((each) => each === id) ?? 'all');
                pages.toFirst();
              }}
            />
          </div>
          {paper.trouble && <Banner tone="late" title={paper.trouble.title} />}
          <Totals
            reviews={paper.rows ?? page}
            isWhole={paper.rows !== null || (pages.isFirst && next === null)}
          />
          <DataTable
            label={`Conferences of ${labelOf(shown)}`}
            items={(paper.rows ?? page).map((review) => ({ ...review, id: review.reviewId }))}
            nameOf={({ clientNumber, heldOn }) => `#${clientNumber}, ${heldOn}`}
            columns={columnsFor(One)}
            empty={
              <EmptyState title="Nothing of this kind in this month.">
                Closed conferences of programs that bill them are listed here.
              </EmptyState>
            }
          />
          <PageTurner pages={pages} next={next} order="earliest" />
        </SectionBand>
      )}
    </Asked>
  );
}

type TotalsProps = { reviews: readonly ListedBilling[]; isWhole: boolean };

function Totals({ reviews, isWhole }: TotalsProps) {
  if (reviews.length === 0) return null;
  const billed = reviews.filter(({ state }) => state === 'billed');
  const open = reviews.filter(({ state }) => state === 'open');
  const minutes = billed.reduce((sum, each) => sum + each.minutes, 0);
  const units = billed.reduce((sum, each) => sum + (each.units ?? 0), 0);
  return (
    <p className="soft">
      {isWhole ? '' : 'On this page: '}
      {billed.length} billed ({counted(units, 'unit')}, {minutesInWords(minutes)}
      ), {open.length} not yet.
    </p>
  );
}
