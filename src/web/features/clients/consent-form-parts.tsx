import { useState } from 'react';
import { signatureWords, signerWords } from '#contract/consents.ts';
import { endEvents, type EndEvent } from '#domain/consent/consent.ts';
import {
  endEventWords,
  type FormRule,
  signers,
  type Signature,
  type Signer,
} from '#domain/consent/consent-forms.ts';
import { DateField } from '#web/ui/date-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextField } from '#web/ui/text-field.tsx';

const yearAfter = (today: string) =>
  Temporal.PlainDate.from(today).add({ years: 1 }).subtract({ days: 1 }).toString();

type Part = { rule: FormRule; today: string };

/** From when until when, or until what; the form says what it can hold. */
export function ConsentPeriod({ rule, today }: Part) {
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

export function ConsentSigning({ rule, today }: Part) {
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
