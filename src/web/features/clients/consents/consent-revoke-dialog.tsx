import { useState } from 'react';
import type { ConsentView } from '#contract/consent-view.ts';
import { signerWords } from '#contract/consents.ts';
import { revokeConsent, stopTelling } from '#contract/consents-end.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { signers } from '#domain/consent/consent-forms.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { inShort, namesOf } from './consent-words.ts';
import { useClientWord } from '#web/features/clients/use-client-word.ts';
import { StopsWithNothingMore, StopsWithPapers } from './what-stops.tsx';

export type Stopped = ReplyOf<typeof revokeConsent>;

type Props = {
  consent: ConsentView;
  consents: readonly ConsentView[];
  clientId: string;
  today: string;
  onStopped: (stopped: Stopped) => void;
  onClose: () => void;
};

const thisPaper = 'paper';

/** What the client takes back: this paper, those that reach the same people, or everything to one of them. */
export function RevokeDialog(props: Props) {
  const { consent, clientId, onClose, onStopped } = props;
  const [what, setWhat] = useState(thisPaper);
  const word = useClientWord(clientId);
  const revoke = useTell(revokeConsent);
  const stop = useTell(stopTelling);
  const whom = consent.recipients.find((each) => keyOf(each) === what);
  const done = (stopped: Stopped) => {
    onStopped(stopped);
    onClose();
  };
  return (
    <Dialog
      title={consent.isRefusal ? 'Take back this refusal?' : 'Revoke this consent?'}
      isOpen
      onClose={onClose}
    >
      <div className="stack">
        {!consent.isRefusal && (
          <What consent={consent} word={word} value={what} onChange={setWhat} />
        )}
        {whom === undefined ? (
          <Form
            key={thisPaper}
            schema={revokeConsent.input}
            also={{ consentId: consent.consentId }}
            label="What is taken back"
            onSubmit={async (entered) => done(await revoke.mutateAsync(entered))}
          >
            <ThisPaper {...props} isSent={isSent(revoke)} />
          </Form>
        ) : (
          <Form
            key={what}
            schema={stopTelling.input}
            also={{ clientId, recipient: { kind: whom.kind, id: whom.id } }}
            label="What is taken back"
            onSubmit={async (entered) => done(await stop.mutateAsync(entered))}
          >
            <p>
              From this moment nothing at all is shared with {whom.name}. What names them alone
              ends, and the {word}’s no is kept: a paper that names others too reaches them no more.
            </p>
            <StopsWithNothingMore
              clientId={clientId}
              recipient={{ kind: whom.kind, id: whom.id }}
              isSent={isSent(stop)}
            />
            <Saying {...props} confirm="Stop it now" />
          </Form>
        )}
      </div>
    </Dialog>
  );
}

type Recipient = ConsentView['recipients'][number];
const keyOf = ({ kind, id }: Recipient) => `${kind} ${id}`;
/** A class of people at an organization is ended with its paper. */
const canBeNamed = ({ kind }: Recipient) => kind !== 'role-class';

type WhatProps = {
  consent: ConsentView;
  word: string;
  value: string;
  onChange: (what: string) => void;
};

const What = ({ consent, word, value, onChange }: WhatProps) => (
  <RadioGroup
    label={`The ${word} takes back`}
    value={value}
    onChange={onChange}
    options={[
      { id: thisPaper, label: 'What they agreed to here' },
      ...consent.recipients.filter(canBeNamed).map((each) => ({
        id: keyOf(each),
        label: `Everything to ${each.name}`,
      })),
    ]}
  />
);

const isSent = ({ isPending, isSuccess }: { isPending: boolean; isSuccess: boolean }) =>
  isPending || isSuccess;

function ThisPaper(props: Props & { isSent: boolean }) {
  const { consent, consents, clientId, isSent: isGone } = props;
  const { consentId } = consent;
  const word = useClientWord(clientId);
  const others = consents.filter((each) => consent.overlaps.includes(each.consentId));
  const [also, setAlso] = useState(() =>
    others.filter(({ recipients }) => recipients.length === 1).map((each) => each.consentId),
  );
  if (consent.isRefusal)
    return (
      <>
        <p>
          From this moment what the {word} agreed to elsewhere reaches {namesOf(consent)} again.
          Without a consent that names them, nothing does.
        </p>
        <StopsWithPapers consentId={consentId} isSent={isGone} isRare />
        <Saying {...props} confirm="Take it back" />
      </>
    );
  return (
    <>
      <p>
        From this moment nothing more is shared with {namesOf(consent)} under it. What was shared
        before stays on record.
      </p>
      {others.length > 0 && (
        <CheckboxGroup
          name="also"
          label="These reach the same people too"
          hint="Whatever is ticked ends with the same word. A paper that names others too stays, unless you tick it."
          options={others.map((each) => ({ id: each.consentId, label: inShort(each) }))}
          value={also}
          onChange={setAlso}
        />
      )}
      <StopsWithPapers consentId={consentId} also={also} isSent={isGone} />
      <Saying {...props} confirm="Revoke it now" />
    </>
  );
}

/** How it was said, by whom, and on which day, whatever day it takes effect. */
function Saying({ today, consent, clientId, confirm, onClose }: Props & { confirm: string }) {
  const word = useClientWord(clientId);
  return (
    <>
      <RadioGroup
        name="how"
        label="How it was said"
        layout="row"
        defaultValue="oral"
        options={[
          { id: 'oral', label: 'Aloud' },
          { id: 'written', label: 'In writing' },
        ]}
      />
      <div className="two">
        <Select
          name="by"
          label="By"
          options={signers.map((id) => ({ id, label: signerWords(word)[id] }))}
          defaultValue="client"
        />
        <DateField
          name="saidOn"
          label="The day it was said"
          hint="It takes effect now; the day is kept as it was said."
          defaultValue={today}
          max={today}
          isOptional
        />
      </div>
      <div className="form-actions">
        <SubmitButton {...(consent.isRefusal ? {} : { look: 'danger' })}>{confirm}</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Keep it
        </Button>
      </div>
    </>
  );
}
