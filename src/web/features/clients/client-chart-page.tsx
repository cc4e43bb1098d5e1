import { useParams } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { type ClientBanner, readClient } from '#contract/clients.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { NoPage } from '#web/shell/no-page.tsx';
import { NotYours } from '#web/shell/not-yours.tsx';
import { LogAttemptDialog } from '#web/shell/log-attempt-dialog.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { Menu } from '#web/ui/menu.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { useClientWord } from './use-client-word.ts';
import { ActionsPanel } from './actions-panel.tsx';
import { CareTeamPanel } from './care-team-panel.tsx';
import { ClientChartBanner } from './client-chart-banner.tsx';
import { ClientDetailsPanel } from './client-details-panel.tsx';
import { ConferencesPanel } from '#web/features/clients/clock/conferences-panel.tsx';
import { ConsentsPanel } from '#web/features/clients/consents/consents-panel.tsx';
import { ContactFrequencyPanel } from '#web/features/clients/clock/contact-frequency-panel.tsx';
import { AddToChart } from './add-to-chart.tsx';
import { ChartPanel, type PanelId, useOpening } from './chart-panel.tsx';
import { addressOf, type TabId, tabs, useTab } from './chart-tabs.ts';
import { DisclosuresPanel } from '#web/features/clients/consents/disclosures-panel.tsx';
import { EnrollmentsPanel } from './enrollments-panel.tsx';
import { ServicePlanPanel } from './service-plan-panel.tsx';
import { SetUpConference } from './set-up-conference.tsx';
import { TimelinePanel } from '#web/features/clients/timeline/timeline-panel.tsx';
import { useChartKeys } from './use-chart-keys.ts';
import { WhoLookedPanel } from './who-looked-panel.tsx';

/** One page that shows all coordination for one client. Whom one may not see is not there. */
export function ClientChartPage() {
  const { clientId = '' } = useParams({ strict: false });
  const our = useOurWord();
  const asked = useAsk(readClient, { clientId });
  const trouble = asked.error === null ? null : troubleOf(asked.error);

  if (trouble?.status === 404 || trouble?.status === 400) return <NoPage />;
  if (trouble?.type === 'not-allowed') return <NotYours label={our.More} />;
  return (
    <>
      {trouble && (
        <Banner
          tone="late"
          title={trouble.title}
          reference={trouble.reference}
          onRetry={() => void asked.refetch()}
        />
      )}
      {asked.data && asked.data.clientId === clientId ? (
        <Chart key={clientId} client={asked.data} />
      ) : (
        !trouble && <Skeleton label="Loading the chart" rows={8} isTall />
      )}
    </>
  );
}

function Chart({ client }: { client: ClientBanner }) {
  const { clientId } = client;
  const mayRead = useMay('record:read');
  const mayWrite = useMay('record:write');
  const mayPlan = useMay('conference:plan');
  const [panel, setPanel] = useState<PanelId | null>(null);
  const open = useOpening(setPanel);
  const [isTrying, setIsTrying] = useState(false);
  const tried = useCallback(() => setIsTrying(true), []);
  const shown = tabs.filter(({ needs }) => mayRead || needs === 'client:read');
  const tab = useTab(shown.map(({ id }) => id));
  useChartKeys(mayWrite ? { a: open.contact, e: tried, s: open.change } : {});
  useHeadingFocus();

  return (
    <>
      <ClientChartBanner
        client={client}
        actions={
          <>
            {mayPlan && <SetUpConference client={client} />}
            {mayWrite && <AddToChart clientId={clientId} open={open} onTried={tried} />}
          </>
        }
      />
      {(mayPlan || mayWrite) && (
        <div className="bottombar">
          {mayPlan && <SetUpConference client={client} />}
          {mayWrite && (
            <AddToChart className="narrow" clientId={clientId} open={open} onTried={tried} />
          )}
        </div>
      )}
      <div className="chart">
        <nav className="sidetabs" aria-label="Chart">
          {shown.map(({ id, label }) => (
            <Link
              key={id}
              look="plain"
              href={addressOf(clientId, id)}
              {...(id === tab ? { 'aria-current': 'page' as const } : {})}
            >
              {label}
            </Link>
          ))}
        </nav>
        <div className="chart-menu no-print">
          <Menu
            label={shown.find(({ id }) => id === tab)?.label ?? 'Chart'}
            entries={shown.map(({ id, label }) => ({
              id,
              label,
              href: addressOf(clientId, id),
            }))}
          />
        </div>
        <div>
          <TabContent
            tab={tab}
            client={client}
            mayWrite={mayWrite}
            addFirst={
              mayWrite && (
                <Button look="primary" onPress={open.contact}>
                  Add the first contact
                </Button>
              )
            }
          />
        </div>
        <ChartPanel panel={panel} clientId={clientId} onClose={() => setPanel(null)} />
        <LogAttemptDialog
          client={isTrying ? { clientId } : null}
          onClose={() => setIsTrying(false)}
        />
      </div>
    </>
  );
}

/** Coming from another page, the client's name is read aloud first. */
function useHeadingFocus() {
  useEffect(() => {
    const nobodyHasIt = document.activeElement === document.body;
    if (nobodyHasIt) document.querySelector<HTMLElement>('.client-banner h1')?.focus();
  }, []);
}

type ContentProps = { tab: TabId; client: ClientBanner; mayWrite: boolean; addFirst: ReactNode };

function TabContent({ tab, client, mayWrite, addFirst }: ContentProps) {
  const { clientId } = client;
  const mayRead = useMay('record:read');
  const word = useClientWord(clientId);
  switch (tab) {
    case 'timeline':
      return <TimelinePanel clientId={clientId} mayWrite={mayWrite} addFirst={addFirst} />;
    case 'actions':
      return <ActionsPanel clientId={clientId} number={client.number} />;
    case 'service-plan':
      return <ServicePlanPanel client={client} />;
    case 'conferences':
      return <ConferencesPanel client={client} />;
    case 'consents':
      return <ConsentsPanel clientId={clientId} />;
    case 'contacts':
      return <ContactFrequencyPanel clientId={clientId} />;
    case 'disclosures':
      return (
        <>
          <DisclosuresPanel clientId={clientId} />
          <WhoLookedPanel clientId={clientId} />
        </>
      );
    case 'care-team':
      return <CareTeamPanel clientId={clientId} />;
    case 'details':
      return (
        <>
          <ClientDetailsPanel clientId={clientId} />
          <EnrollmentsPanel clientId={clientId} />
          {!mayRead && (
            <EmptyState title="Your role does not read the record.">
              It is for case managers and supervisors of this {word}.
            </EmptyState>
          )}
        </>
      );
  }
}
