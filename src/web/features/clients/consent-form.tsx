import { useState } from 'react';
import {
  classWords,
  purposeWords,
  recordConsent,
  signatureWords,
  signerWords,
} from '#contract/consents.ts';
import { consentForms, endEvents, type EndEvent } from '#domain/consent/consent.ts';
import {
  endEventWords,
  formRules,
  type FormRule,
  signers,
  type Signature,
  type Signer,
} from '#domain/consent/consent-forms.ts';
import type { SensitivityClass } from '#domain/people.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { Recipients, useRecipients } from './consent-recipients.tsx';

type Props = {
  clientId: string;
  clientName: string;
  today: string;
  mayRecord: readonly SensitivityClass[];
  onClose: () => void;
};

const yearAfter = (today: string) =>
  Temporal.PlainDate.from(today).add({ years: 1 }).subtract({ days: 1 }).toString();

/** The consent as one sentence that is filled in from top to bottom; the form says what it can hold. */
export function ConsentForm({ clientId, clientName, today, mayRecord, onClose }: Props) {
  const record = useTell(recordConsent);
  const [form, setForm] = useState<(typeof consentForms)[number]>('DOH-5032');
  const [isRefusal, setIsRefusal] = useState(false);
  const [isMutual, setIsMutual] = useState(false);
  const recipients = useRecipients();
  const rule = formRules[form];
  return (
    <Form
      schema={recordConsent.input}
      also={{
        clientId,
        form,
        isRefusal,
        isMutual: isMutual && rule.mayBeMutual,
        recipients: recipients.chosen.map(({ kind, id }) => ({ kind, id })),
      }}
      label="New consent"
      onSubmit={async (entered) => {
        await record.mutateAsync(entered);
        onClose();
      }}
    >
      <Select
        label="Form"
        hint={rule.citation}
        options={consentForms.map((id) => ({ id, label: formRules[id].title }))}
        value={form}
        onChange={(id) => setForm(consentForms.find((each) => each === id) ?? 'DOH-5032')}
      />
      <CheckboxGroup
        key={form}
        name="classes"
        label={`${clientName} ${isRefusal ? 'does not agree' : 'agrees'} that we may share`}
        hint="Each kind that the client named. General information covers none of the others."
        options={rule.classes
          .filter((id) => mayRecord.includes(id))
          .map((id) => ({ id, label: classWords[id] }))}
      />
      <Recipients {...recipients} clientId={clientId} allowed={rule.recipients} />
      <CheckboxGroup
        key={`for ${form}`}
        name="purposes"
        label="for"
        options={rule.purposes.map((id) => ({ id, label: purposeWords[id] }))}
        defaultValue={['case_conference']}
      />
      <Period rule={rule} today={today} key={`until ${form}`} />
      <Signing rule={rule} today={today} key={`by ${form}`} />
      {rule.mayBeMutual && (
        <Checkbox isSelected={isMutual} onChange={setIsMutual}>
          The parties on this form may also tell each other
        </Checkbox>
      )}
      <Checkbox isSelected={isRefusal} onChange={setIsRefusal}>
        The client was asked and said no
      </Checkbox>
      <div className="form-actions">
        <SubmitButton>{isRefusal ? 'Record the refusal' : 'Record the consent'}</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Leave without recording
        </Button>
      </div>
    </Form>
  );
}

type Part = { rule: FormRule; today: string };

function Period({ rule, today }: Part) {
  const byDate = rule.ends.includes('date');
  const [end, setEnd] = useState<EndEvent | 'date'>('date');
  const days = rule.mostDays;
  const last =
    days === null ? yearAfter(today) : Temporal.PlainDate.from(today).add({ days }).toString();
  return (
    <>
      {rule.ends.includes('event') && (
        <Select
          label="until"
          options={[
            { id: 'date', label: 'a day' },
            ...endEvents.map((id) => ({ id, label: endEventWords[id] })),
          ]}
          value={end}
          onChange={(id) => setEnd(endEvents.find((each) => each === id) ?? 'date')}
        />
      )}
      {end !== 'date' && <input type="hidden" name="endsWith" value={end} />}
      <div className="two">
        <DateField name="validFrom" label="from" defaultValue={today} />
        {byDate && end === 'date' && (
          <DateField
            name="validUntil"
            label={rule.ends.includes('event') ? 'Last day' : 'until'}
            defaultValue={last}
            isOptional={rule.ends.includes('none')}
          />
        )}
      </div>
      {!byDate && <p className="hint">This form holds until the client withdraws it.</p>}
    </>
  );
}

function Signing({ rule, today }: Part) {
  const [signer, setSigner] = useState<Signer>('client');
  const ways = rule.signatures.filter((way) => way !== 'drawn');
  const [way, setWay] = useState<Signature>(ways[0] ?? 'paper');
  return (
    <>
      <div className="two">
        <Select
          name="signer"
          label="Signed by"
          options={rule.signers.map((id) => ({ id, label: signerWords[id] }))}
          value={signer}
          onChange={(id) => setSigner(signers.find((each) => each === id) ?? 'client')}
        />
        <DateField name="signedOn" label="on" defaultValue={today} max={today} />
      </div>
      {signer !== 'client' && (
        <div className="two">
          <TextField name="signerName" label="Name of who signed" isOptional={signer === 'minor'} />
          <TextField
            name="authority"
            label="What shows that they may"
            hint="A court order, a proxy form"
            isOptional
          />
        </div>
      )}
      <Select
        name="signature"
        label="How it was signed"
        options={ways.map((id) => ({ id, label: signatureWords[id] }))}
        value={way}
        onChange={(id) => setWay(ways.find((each) => each === id) ?? 'paper')}
      />
      {way === 'typed' && <TextField name="signed" label="The name as the client typed it" />}
      <div className="two">
        <TextField name="witness" label="Witness" isOptional />
        <TextField name="interpreter" label="Interpreter" isOptional />
        <TextField name="language" label="Language of the form" defaultValue="English" />
        <DateField name="copyGivenOn" label="Copy given on" isOptional max={today} />
      </div>
    </>
  );
}
