import { useState } from 'react';
import {
  type DisclosureView,
  exportDisclosures,
  listDisclosures,
  printDisclosures,
} from '#contract/disclosures.ts';
import { type Accounting, accountings, accountingWords } from '#domain/consent/accounting.ts';
import { fileAddress } from '#web/api/call.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { OwedStatements } from '#web/shell/owed-statements.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';

const options = accountings.map((id) => ({ id, label: accountingWords[id] }));

/** Who outside learned what, when and on which ground; and what the law says that they are still to get. */
export function DisclosuresPanel({ clientId }: { clientId: string }) {
  const [accounting, setAccounting] = useState<Accounting>('everything');
  const pages = usePages();
  const { after } = pages;
  const asked = useAsk(listDisclosures, { clientId, accounting, ...(after && { after }) });
  const choose = (id: string | null) => {
    setAccounting(accountings.find((each) => each === id) ?? 'everything');
    pages.toFirst();
  };
  return (
    <>
      <OwedStatements clientId={clientId} />
      <SectionBand title="Disclosures">
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
                  <Link
                    look="secondary"
                    size="row"
                    target="_blank"
                    href={fileAddress(printDisclosures, { clientId, accounting })}
                  >
                    Print it for the client
                  </Link>
                  <Link
                    look="secondary"
                    size="row"
                    href={fileAddress(exportDisclosures, { clientId, accounting })}
                  >
                    Save it as CSV
                  </Link>
                </p>
              )}
              {disclosures.length === 0 ? (
                <EmptyState title="Nothing of this kind was disclosed." />
              ) : (
                <RowsList
                  label="Disclosures, the latest first"
                  items={disclosures.map((each) => ({
                    id: each.disclosureId,
                    text: <Words disclosure={each} />,
                  }))}
                />
              )}
              <PageTurner pages={pages} next={next} />
            </>
          )}
        </Asked>
      </SectionBand>
    </>
  );
}

function Words({ disclosure }: { disclosure: DisclosureView }) {
  const { who, atInWords, whatInWords, description, purposeInWords } = disclosure;
  const about = [who.title, who.agency, who.address].filter((part) => part !== '').join(', ');
  return (
    <>
      <span className="strong">{who.name}</span>
      {about !== '' && <span className="soft sep">{about}</span>}
      <span className="second">
        {atInWords}. {disclosure.channelInWords}. {whatInWords}: {description}. {purposeInWords}.
      </span>
      <span className="second">
        {disclosure.basisInWords}. By {disclosure.byName}.
        {disclosure.statementInWords !== null && ` ${disclosure.statementInWords}.`}
      </span>
    </>
  );
}
