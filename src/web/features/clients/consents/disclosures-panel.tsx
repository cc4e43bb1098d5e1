import { useState } from 'react';
import {
  type DisclosureView,
  exportDisclosures,
  listDisclosures,
  printDisclosures,
} from '#contract/disclosures.ts';
import { type Accounting, accountings, accountingWords } from '#domain/consent/accounting.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { FileLink } from '#web/shell/file-link.tsx';
import { OwedStatements } from '#web/shell/owed-statements.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { RowsByMonth } from '#web/shell/rows-by-month.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';
import { EmergencyDisclosureDialog } from './emergency-disclosure-dialog.tsx';
import { useClientWord } from '#web/features/clients/use-client-word.ts';

const options = accountings.map((id) => ({ id, label: accountingWords[id] }));

/** Who outside learned what, when and on which ground; and what the law says that they are still to get. */
export function DisclosuresPanel({ clientId }: { clientId: string }) {
  const [accounting, setAccounting] = useState<Accounting>('everything');
  const word = useClientWord(clientId);
  const pages = usePages();
  const { after } = pages;
  const asked = useAsk(listDisclosures, { clientId, accounting, ...(after && { after }) });
  const [isTelling, setIsTelling] = useState(false);
  const mayWrite = useMay('record:write');
  const choose = (id: string | null) => {
    setAccounting(accountings.find((each) => each === id) ?? 'everything');
    pages.toFirst();
  };
  return (
    <>
      <OwedStatements clientId={clientId} />
      <SectionBand
        title="Disclosures"
        tools={
          mayWrite && (
            <Button size="row" onPress={() => setIsTelling(true)}>
              Told in an emergency
            </Button>
          )
        }
      >
        <Select label="Which" options={options} value={accounting} onChange={choose} />
        <Asked asked={asked} label="Loading the disclosures" rows={4}>
          {({ disclosures, next, scopeInWords, mayAccount }) => (
            <>
              <p className="soft">
                {scopeInWords}
                {!mayAccount && ' You see what you may read of it.'}
              </p>
              {mayAccount && (
                <p className="actions no-print">
                  <FileLink
                    look="secondary"
                    size="row"
                    file={printDisclosures}
                    input={{ clientId, accounting }}
                  >
                    Print it for the {word}
                  </FileLink>
                  <FileLink
                    look="secondary"
                    size="row"
                    file={exportDisclosures}
                    input={{ clientId, accounting }}
                  >
                    Save it as CSV
                  </FileLink>
                </p>
              )}
              {disclosures.length === 0 ? (
                <EmptyState title="Nothing of this kind was disclosed." />
              ) : (
                <RowsByMonth
                  label="Disclosures"
                  items={disclosures.map((each) => ({
                    id: each.disclosureId,
                    on: each.on,
                    when: each.atInWords,
                    text: wordsOf(each),
                  }))}
                />
              )}
              <PageTurner pages={pages} next={next} />
            </>
          )}
        </Asked>
      </SectionBand>
      {isTelling && asked.data && (
        <EmergencyDisclosureDialog
          clientId={clientId}
          mayKnow={asked.data.mayKnow}
          today={asked.data.today}
          onClose={() => setIsTelling(false)}
        />
      )}
    </>
  );
}

function wordsOf(disclosure: DisclosureView) {
  const { who, whatInWords, description, purposeInWords } = disclosure;
  const about = [who.title, who.agency, who.address].filter((part) => part !== '').join(', ');
  return (
    <>
      <span className="strong">{who.name}</span>
      {about !== '' && <span className="soft sep">{about}</span>}
      <span className="second">
        {disclosure.channelInWords}. {whatInWords}: {description}. {purposeInWords}.
      </span>
      <span className="second">
        {disclosure.basisInWords}. {disclosure.byInWords}.
        {disclosure.statementInWords !== null && ` ${disclosure.statementInWords}.`}
      </span>
    </>
  );
}
