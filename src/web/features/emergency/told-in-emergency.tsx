import { listEmergencyDisclosures } from '#contract/emergency-disclosures.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';

/** What colleagues told people outside without consent, for whoever oversees or manages these cases. */
export function ToldInEmergency() {
  const pages = usePages();
  const { after } = pages;
  const asked = useAsk(listEmergencyDisclosures, after === undefined ? {} : { after });
  return (
    <SectionBand title="Told to people outside in an emergency">
      <Asked asked={asked} label="Loading what was told" rows={3}>
        {({ disclosures, next }) => (
          <>
            {disclosures.length === 0 ? (
              <EmptyState title="Nothing was told without consent." />
            ) : (
              <RowsList
                label="Told in an emergency, the latest first"
                items={disclosures.map((each) => ({
                  id: each.emergencyId,
                  text: (
                    <>
                      <span className="strong">{each.who.name}</span>
                      {each.who.agency !== null && (
                        <span className="soft sep">{each.who.agency}</span>
                      )}{' '}
                      about{' '}
                      <Link
                        look="plain"
                        className="inline-tap"
                        href={`/clients/${each.client.clientId}?tab=disclosures`}
                      >
                        {each.client.name}
                      </Link>
                      <span className="second">
                        {each.whatInWords}. {each.toldInWords}. {each.reasonInWords}.
                      </span>
                      <span className="second">{each.words}</span>
                      <span className="second">
                        Recorded by {each.byName}, {each.recordedInWords}.
                      </span>
                    </>
                  ),
                }))}
              />
            )}
            <PageTurner pages={pages} next={next} />
          </>
        )}
      </Asked>
    </SectionBand>
  );
}
