import { useState } from 'react';
import {
  acknowledgeFamily,
  billReview,
  notePreparation,
  readReviewBilling,
  type ReviewBilling,
  takeBillingBack,
} from '#contract/billing.ts';
import { takeBackReasons, takeBackWords } from '#domain/billing/billing-words.ts';
import { minutesInWords } from '#domain/words.ts';
import { lowered } from '#domain/policy-clock/plain-words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { useMay } from '#web/shell/use-may.ts';
import { announce } from '#web/ui/announce.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { NumberField } from '#web/ui/number-field.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { Status } from '#web/ui/status.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import type { Review } from '#web/features/conferences/hold-words.ts';

/** Where the program bills its conferences: how much this one makes, who bills for it, and what was spent preparing. */
export function ReceiptBilling({ review }: { review: Review }) {
  const mayRead = useMay('record:read');
  const asked = useAsk(readReviewBilling, { reviewId: review.reviewId }, { enabled: mayRead });
  const billing = asked.data;
  if (billing?.reviewId !== review.reviewId || !billing.bills) return null;
  return (
    <section className="note-gap" aria-label={`Billing of the conference of ${review.client.name}`}>
      <dl className="receipt-facts">
        <dt>Billing</dt>
        <dd>
          <Amount billing={billing} />
          <Acts billing={billing} name={review.client.name} />
        </dd>
        <dt>Preparation</dt>
        <dd>
          <Prepared billing={billing} name={review.client.name} />
        </dd>
      </dl>
    </section>
  );
}

function Amount({ billing }: { billing: ReviewBilling }) {
  const { amountInWords, billed, errors, warnings, forMe, takenBack, may, familyAlone } = billing;
  const canBeBilled = errors.length === 0;
  return (
    <>
      {canBeBilled ? (
        <span className="strong">{amountInWords}</span>
      ) : (
        <Status kind="soon">Cannot be billed, {amountInWords}</Status>
      )}
      {[...errors, ...warnings].map(({ code, inWords }) => (
        <span key={code} className="second">
          {inWords} <span className="soft">{code}</span>
        </span>
      ))}
      {billed ? (
        <span className="second">
          {billed.isMine ? 'You bill' : `${billed.byName} bills`} for it: {billed.spanInWords}.
        </span>
      ) : (
        canBeBilled && <span className="second">Nobody bills for it yet.</span>
      )}
      {familyAlone && (
        <span className="second soft">
          {familyAlone.acknowledged
            ? `${familyAlone.acknowledged.byName} has looked at it: it may be billed.`
            : 'No supervisor of the program has looked at it yet.'}
        </span>
      )}
      {canBeBilled &&
        !may.bill &&
        forMe.map(({ code, inWords }) => (
          <span key={code} className="second soft">
            Not you: {lowered(inWords)}
          </span>
        ))}
      {!billed && takenBack && (
        <span className="second soft">
          Taken back by {takenBack.byName}. {takenBack.whyInWords}.
        </span>
      )}
    </>
  );
}

type Props = { billing: ReviewBilling; name: string };

function Acts({ billing, name }: Props) {
  const bill = useTell(billReview, { asksWhenRefused: true });
  const [takingBack, setTakingBack] = useState<string | null>(null);
  const { reviewId, billed, may } = billing;
  const acknowledge = useTell(acknowledgeFamily, { asksWhenRefused: true });
  const error = bill.error ?? acknowledge.error;
  const trouble = error === null ? null : troubleOf(error);
  return (
    <>
      {trouble && (
        <div className="note-gap">
          <Banner tone="late" title={trouble.title} reference={trouble.reference}>
            {Object.values(trouble.fields).join(' ')}
          </Banner>
        </div>
      )}
      {(may.bill || may.takeBack || may.acknowledge) && (
        <p className="actions no-print">
          {may.acknowledge && (
            <Button
              size="row"
              isPending={acknowledge.isPending}
              onPress={() =>
                acknowledge.mutate({ reviewId }, { onSuccess: () => announce('It may be billed.') })
              }
            >
              It may be billed
              <span className="vh">, the conference of {name}</span>
            </Button>
          )}
          {may.bill && (
            <Button
              size="row"
              isPending={bill.isPending}
              onPress={() =>
                bill.mutate({ reviewId }, { onSuccess: () => announce('You bill for it.') })
              }
            >
              I bill for this
              <span className="vh">, the conference of {name}</span>
            </Button>
          )}
          {billed && may.takeBack && (
            <Button size="row" look="quiet" onPress={() => setTakingBack(billed.billingId)}>
              Take the billing back
              <span className="vh"> of the conference of {name}</span>
            </Button>
          )}
        </p>
      )}
      <TakeBack billing={billing} billingId={takingBack} onClose={() => setTakingBack(null)} />
    </>
  );
}

const reasons = takeBackReasons.map((id) => ({ id, label: takeBackWords[id] }));

type TakeBackProps = {
  billing: ReviewBilling;
  /** The one that was looked at when the dialog was opened. */
  billingId: string | null;
  onClose: () => void;
};

function TakeBack({ billing: { reviewId, billed }, billingId, onClose }: TakeBackProps) {
  const tell = useTell(takeBillingBack, { asksWhenRefused: true });
  return (
    <Dialog title="Take the billing back?" isOpen={billingId !== null} onClose={onClose}>
      {billed?.billingId === billingId ? (
        <Form
          schema={takeBillingBack.input}
          also={{ reviewId, billingId }}
          onSubmit={async (entered) => {
            await tell.mutateAsync(entered);
            announce('The billing is taken back.');
            onClose();
          }}
        >
          <p>It stays on record that it was billed. Somebody else can bill for it then.</p>
          <RadioGroup name="why" label="Why" options={reasons} />
          <div className="actions form-actions">
            <SubmitButton>Take it back</SubmitButton>
            <Button look="quiet" onPress={onClose}>
              Keep it
            </Button>
          </div>
        </Form>
      ) : (
        <p>This billing was taken back already.</p>
      )}
    </Dialog>
  );
}

function Prepared({ billing, name }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const tell = useTell(notePreparation, { asksWhenRefused: true });
  const { reviewId, preparation, may } = billing;
  const { people, mine } = preparation;
  const [minutes, setMinutes] = useState<number | null>(mine);
  return (
    <>
      {people.length === 0
        ? 'None noted.'
        : people.map((each) => `${each.name} ${minutesInWords(each.minutes)}`).join(', ')}
      <span className="second soft">Kept apart: preparation is never billed.</span>
      {may.prepare && (
        <p className="actions no-print">
          <Button size="row" look="quiet" onPress={() => setIsOpen(true)}>
            {mine === 0 ? 'Note my preparation' : 'Change my preparation'}
            <span className="vh"> for the conference of {name}</span>
          </Button>
        </p>
      )}
      <Dialog title="My preparation" isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <Form
          schema={notePreparation.input}
          also={{ reviewId, minutes: minutes ?? undefined }}
          onSubmit={async (entered) => {
            await tell.mutateAsync(entered);
            announce('Your preparation is noted.');
            setIsOpen(false);
          }}
        >
          <NumberField
            name="minutes"
            label="Minutes"
            hint="0 takes it back"
            value={minutes}
            onChange={setMinutes}
            min={0}
            max={480}
          />
          <div className="actions form-actions">
            <SubmitButton>Note it</SubmitButton>
            <Button look="quiet" onPress={() => setIsOpen(false)}>
              Leave it
            </Button>
          </div>
        </Form>
      </Dialog>
    </>
  );
}
