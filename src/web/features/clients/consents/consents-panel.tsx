import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { readCareTeam } from '#contract/care-team.ts';
import type { ConsentView } from '#contract/consent-view.ts';
import { listConsents } from '#contract/consents.ts';
import { readProvider } from '#contract/directory.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { PartnersToTell } from '#web/shell/partners-to-tell.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { ConsentForm } from './consent-form.tsx';
import { ConsentMatrix } from './consent-matrix.tsx';
import type { Chosen } from './consent-recipients.tsx';
import type { Stopped } from './consent-revoke-dialog.tsx';
import { ConsentRows } from './consent-rows.tsx';
import { ConsentSentence } from './consent-sentence.tsx';
import { isRunning } from './consent-words.ts';
import { useClientWord } from '#web/features/clients/use-client-word.ts';

/** What the client agreed to, as sentences: who may know what, for what, until when. */
export function ConsentsPanel({ clientId }: { clientId: string }) {
  const word = useClientWord(clientId);
  const mayRead = useMay('record:read');
  if (!mayRead)
    return (
      <EmptyState title="Your role does not include consents.">
        Case managers and supervisors of this {word} read and record them. An administrator can
        change roles.
      </EmptyState>
    );
  return <Consents clientId={clientId} />;
}

function Consents({ clientId }: { clientId: string }) {
  const asked = useAsk(listConsents, { clientId });
  const mayWrite = useMay('consent:write');
  const [writing, setWriting] = useState<{ replacing: ConsentView | null } | null>(null);
  const [stopped, setStopped] = useState<Stopped | null>(null);
  const { renewing, stopRenewing } = useRenewing(clientId);
  const asking = useAsking(clientId);
  const plan = usePlanBegun();
  const close = () => {
    stopRenewing();
    setWriting(null);
  };
  const add = mayWrite && (
    <Button size="small" onPress={() => setWriting({ replacing: null })}>
      Add a consent
    </Button>
  );
  return (
    <Asked asked={asked} label="Loading the consents">
      {({ consents, clientName, today, mayRecord, matrix }) => {
        const running = consents.filter(isRunning);
        const ended = consents.filter((each) => !isRunning(each));
        const open = writing ?? renewing(consents) ?? (asking && { replacing: null });
        return (
          <>
            {plan !== null && (
              <p className="actions">
                <Link look="secondary" size="small" href={plan}>
                  Back to the plan
                </Link>
              </p>
            )}
            {stopped !== null && (
              <Banner tone="info" title="It holds no more.">
                {stoppedWords(stopped)}
              </Banner>
            )}
            <SectionBand title="Consents" tools={add}>
              {running.length === 0 ? (
                <EmptyState title="No consent is in force.">
                  Nothing can be shared outside the team: no invitation, no document.
                </EmptyState>
              ) : (
                <ConsentRows
                  consents={running}
                  clientId={clientId}
                  clientName={clientName}
                  today={today}
                  onReplace={(replacing) => setWriting({ replacing })}
                  onStopped={setStopped}
                />
              )}
            </SectionBand>
            <ConsentMatrix matrix={matrix} clientId={clientId} />
            <PartnersToTell clientId={clientId} />
            {ended.length > 0 && (
              <SectionBand title="Ended" count={ended.length}>
                <RowsList
                  label="Ended consents"
                  items={ended.map((consent) => ({
                    id: consent.consentId,
                    text: <ConsentSentence {...{ consent, clientId, clientName }} />,
                  }))}
                />
              </SectionBand>
            )}
            <Dialog
              title={open?.replacing ? 'A newer consent' : 'Add a consent'}
              isOpen={open !== null}
              onClose={close}
              isWide
            >
              <ConsentForm
                clientId={clientId}
                clientName={clientName}
                today={today}
                mayRecord={mayRecord}
                running={running.filter(({ mayChange }) => mayChange)}
                replacing={open?.replacing ?? null}
                naming={writing === null ? asking : null}
                onClose={close}
              />
            </Dialog>
          </>
        );
      }}
    </Asked>
  );
}

/** Coming from the list of what ends, the newer paper is begun at once; the address is the chart's again when it closes. */
function useRenewing(clientId: string) {
  const { history } = useRouter();
  const search: { renew?: unknown; ask?: unknown; plan?: unknown } = useSearch({ strict: false });
  const { renew, ask, plan } = search;
  const kept = typeof plan === 'string' ? `&plan=${encodeURIComponent(plan)}` : '';
  return {
    renewing: (consents: readonly ConsentView[]) => {
      const replacing = consents.find(({ consentId }) => consentId === renew);
      return replacing === undefined ? null : { replacing };
    },
    stopRenewing: () => {
      if (renew !== undefined || ask !== undefined)
        history.replace(`/clients/${clientId}?tab=consents${kept}`);
    },
  };
}

/** Whoever left a plan to record a consent goes back to it from here. */
function usePlanBegun() {
  const { plan }: { plan?: unknown } = useSearch({ strict: false });
  return typeof plan === 'string' && /^[0-9a-f-]{36}$/.test(plan) ? `/conferences/${plan}` : null;
}

/** Coming from a plan, the paper that would cover one of the invited is begun at once; null until their name is known. */
function useAsking(clientId: string): Chosen | null {
  const { ask }: { ask?: unknown } = useSearch({ strict: false });
  const [kind = '', id = ''] = typeof ask === 'string' ? ask.split('_') : [];
  const provider = useAsk(readProvider, { providerId: id }, { enabled: kind === 'provider' });
  const team = useAsk(readCareTeam, { clientId }, { enabled: kind === 'support' });
  const support = team.data?.supports.find(({ supportId }) => supportId === id);
  if (kind === 'provider' && provider.data)
    return { kind, id, providerClass: null, label: provider.data.fullName };
  if (kind === 'support' && support) return { kind, id, providerClass: null, label: support.name };
  return null;
}

function stoppedWords({ invitationsTakenBack, cancelledMails, toTell }: Stopped): string {
  const counted = (count: number, one: string, many: string) =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many}.`];
  const effects = [
    ...counted(invitationsTakenBack, 'invitation was taken back', 'invitations were taken back'),
    ...counted(cancelledMails, 'unsent mail was cancelled', 'unsent mails were cancelled'),
    ...counted(
      toTell,
      'partner has to hear of it, and is listed below',
      'partners have to hear of it, and are listed below',
    ),
  ];
  return effects.length === 0 ? 'Nothing was on its way.' : effects.join(' ');
}
