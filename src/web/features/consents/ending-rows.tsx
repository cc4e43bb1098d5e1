import { useState } from 'react';
import {
  dismissRenewal,
  type EndingConsent,
  noRenewalWords,
  reasonsNoRenewal,
} from '#contract/consents-ahead.ts';
import { classWords } from '#contract/consents.ts';
import { dayInWords } from '#domain/words.ts';
import { counted } from '#domain/plurals.ts';
import { useTell } from '#web/api/use-ask.ts';
import { NotNeededDialog } from '#web/shell/not-needed-dialog.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { Status } from '#web/ui/status.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';

type Props = { consents: readonly EndingConsent[]; isOnPaper: boolean };

/** Each until a newer consent covers it, or somebody says why none is needed. */
export function EndingRows({ consents, isOnPaper }: Props) {
  const [dismissing, setDismissing] = useState<EndingConsent | null>(null);
  return (
    <>
      <RowsList
        label="Consents that end"
        items={consents.map((consent) => ({
          id: consent.consentId,
          text: <Words consent={consent} isOnPaper={isOnPaper} />,
          action: (
            <>
              <Link
                look="secondary"
                size="row"
                href={`/clients/${consent.client.clientId}?tab=consents&renew=${consent.consentId}`}
                aria-label={`${isOnPaper ? 'Record the paper' : 'Renew'}, ${nameOf(consent)}`}
              >
                {isOnPaper ? 'Record the paper' : 'Renew'}
              </Link>
              {consent.mayDismiss && !isOnPaper && (
                <Button
                  size="row"
                  look="quiet"
                  aria-label={`Not needed, ${nameOf(consent)}`}
                  onPress={() => setDismissing(consent)}
                >
                  Not needed
                </Button>
              )}
            </>
          ),
        }))}
      />
      {dismissing !== null && (
        <NoRenewal consent={dismissing} onClose={() => setDismissing(null)} />
      )}
    </>
  );
}

const nameOf = ({ client, recipients }: EndingConsent) =>
  `${client.name} and ${recipients.join(', ')}`;

function Words({ consent, isOnPaper }: { consent: EndingConsent; isOnPaper: boolean }) {
  const { client, recipients, classes, lastDay } = consent;
  return (
    <>
      {isOnPaper ? <ToSign consent={consent} /> : <Left consent={consent} />}
      <span className="sep">
        <Link look="plain" className="inline-tap" href={`/clients/${client.clientId}?tab=consents`}>
          {client.name}
        </Link>{' '}
        and <span className="strong">{recipients.join(', ')}</span>
      </span>
      <span className="second">
        {classes.map((each) => classWords[each]).join(', ')}
        {wholeDays(
          isOnPaper
            ? `, to be signed by ${dayInWords(lastDay)}.`
            : `, until ${dayInWords(lastDay)}.`,
        )}
      </span>
    </>
  );
}

function Left({ consent: { daysLeft } }: { consent: EndingConsent }) {
  const days = Math.abs(daysLeft);
  const words = counted(days, 'day');
  if (daysLeft < 0) return <Status kind="blocked">Ended {words} ago</Status>;
  if (daysLeft === 0) return <Status kind="soon">Ends today</Status>;
  return <Status kind={daysLeft <= 14 ? 'soon' : 'planned'}>Ends in {words}</Status>;
}

function ToSign({ consent: { daysLeft } }: { consent: EndingConsent }) {
  return daysLeft < 0 ? (
    <Status kind="late">Late to be signed</Status>
  ) : (
    <Status kind="soon">To be signed</Status>
  );
}

function NoRenewal({ consent, onClose }: { consent: EndingConsent; onClose: () => void }) {
  const words = noRenewalWords(useOurWord().one);
  const dismiss = useTell(dismissRenewal);
  return (
    <NotNeededDialog
      title="No renewal needed?"
      schema={dismissRenewal.input}
      also={{ consentId: consent.consentId }}
      field="reason"
      reasons={reasonsNoRenewal.map((id) => ({ id, label: words[id] }))}
      onTell={dismiss.mutateAsync}
      said="It is recorded that no renewal is needed."
      onClose={onClose}
    >
      The consent of {consent.client.name} for {consent.recipients.join(', ')} ends on{' '}
      {dayInWords(consent.lastDay)} all the same. It leaves this list for everybody.
    </NotNeededDialog>
  );
}
