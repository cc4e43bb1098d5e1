import { useState } from 'react';
import {
  dismissRenewal,
  type EndingConsent,
  noRenewalWords,
  reasonsNoRenewal,
} from '#contract/consents-ahead.ts';
import { classWords } from '#contract/consents.ts';
import { dateInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { Status } from '#web/ui/status.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';

const onDate = (iso: string) => dateInWords(Temporal.PlainDate.from(iso));

/** Each until a newer consent covers it, or somebody says why none is needed. */
export function EndingRows({ consents }: { consents: readonly EndingConsent[] }) {
  const [dismissing, setDismissing] = useState<EndingConsent | null>(null);
  return (
    <>
      <RowsList
        label="Consents that end"
        items={consents.map((consent) => ({
          id: consent.consentId,
          text: <Words consent={consent} />,
          action: (
            <>
              <Link
                look="secondary"
                size="row"
                href={`/clients/${consent.client.clientId}?tab=consents&renew=${consent.consentId}`}
                aria-label={`Renew, ${nameOf(consent)}`}
              >
                Renew
              </Link>
              {consent.mayDismiss && (
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
        <NotNeededDialog consent={dismissing} onClose={() => setDismissing(null)} />
      )}
    </>
  );
}

const nameOf = ({ client, recipients }: EndingConsent) =>
  `${client.name} and ${recipients.join(', ')}`;

function Words({ consent }: { consent: EndingConsent }) {
  const { client, recipients, classes, lastDay } = consent;
  return (
    <>
      <Left consent={consent} />
      <span className="sep">
        <Link look="plain" className="inline-tap" href={`/clients/${client.clientId}?tab=consents`}>
          {client.name}
        </Link>{' '}
        and <span className="strong">{recipients.join(', ')}</span>
      </span>
      <span className="second">
        {classes.map((each) => classWords[each]).join(', ')}, until {onDate(lastDay)}.
      </span>
    </>
  );
}

function Left({ consent: { daysLeft } }: { consent: EndingConsent }) {
  const days = Math.abs(daysLeft);
  const words = days === 1 ? '1 day' : `${days} days`;
  if (daysLeft < 0) return <Status kind="blocked">Ended {words} ago</Status>;
  if (daysLeft === 0) return <Status kind="soon">Ends today</Status>;
  return <Status kind={daysLeft <= 14 ? 'soon' : 'planned'}>Ends in {words}</Status>;
}

function NotNeededDialog({ consent, onClose }: { consent: EndingConsent; onClose: () => void }) {
  const dismiss = useTell(dismissRenewal);
  return (
    <Dialog title="No renewal needed?" isOpen onClose={onClose}>
      <Form
        schema={dismissRenewal.input}
        also={{ consentId: consent.consentId }}
        onSubmit={async (entered) => {
          await dismiss.mutateAsync(entered);
          announce('It is recorded that no renewal is needed.');
          onClose();
        }}
      >
        <p className="soft">
          The consent of {consent.client.name} for {consent.recipients.join(', ')} ends on{' '}
          {onDate(consent.lastDay)} all the same. It leaves this list for everybody.
        </p>
        <RadioGroup
          name="reason"
          label="Why"
          options={reasonsNoRenewal.map((id) => ({ id, label: noRenewalWords[id] }))}
        />
        <div className="actions form-actions">
          <SubmitButton>Record that none is needed</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            It is needed
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
