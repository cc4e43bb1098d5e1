import { useState } from 'react';
import { signatureWords, signerWords } from '#contract/consents.ts';
import {
  attestation,
  type FormRule,
  signers,
  type Signature,
  type Signer,
} from '#domain/consent/consent-forms.ts';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { SignaturePad } from '#web/ui/signature-pad.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { ConsentScan } from './consent-scan.tsx';
import { useClientWord } from '#web/features/clients/use-client-word.ts';

/** What of it no field of the form holds. */
export function useSigning() {
  const [isAttested, setIsAttested] = useState(false);
  return { isAttested, setIsAttested };
}

type Props = ReturnType<typeof useSigning> & {
  rule: FormRule;
  today: string;
  clientId: string;
  /** Nobody signs what they refuse. */
  isRefusal: boolean;
};

/** Who signed and how; what was signed stays when another form is chosen, where that form can be signed so. */
export function Signing({ rule, today, clientId, isRefusal, isAttested, setIsAttested }: Props) {
  const word = useClientWord(clientId);
  const [chosenSigner, setSigner] = useState<Signer>('client');
  const [chosenWay, setWay] = useState<Signature | null>(null);
  const signer = rule.signers.find((each) => each === chosenSigner) ?? 'client';
  const way = rule.signatures.find((each) => each === chosenWay) ?? rule.signatures[0] ?? 'paper';
  const isSaid = isRefusal || rule.signatures.every((each) => each === 'verbal');
  const canBeTyped = rule.signatures.includes('typed');
  return (
    <>
      <div className="two">
        <Select
          name="signer"
          label={isSaid ? 'Said by' : 'Signed by'}
          options={rule.signers.map((id) => ({ id, label: signerWords(word)[id] }))}
          value={signer}
          onChange={(id) => setSigner(signers.find((each) => each === id) ?? 'client')}
        />
        <DateField name="signedOn" label="on" defaultValue={today} max={today} />
      </div>
      {signer !== 'client' && (
        <div className="two">
          <TextField
            name="signerName"
            label={isSaid ? 'Name of who said it' : 'Name of who signed'}
            isOptional={signer === 'minor'}
          />
          <TextField
            name="authority"
            label="What shows that they may"
            hint="A court order, a proxy form"
            isOptional
          />
        </div>
      )}
      {isSaid ? (
        !isRefusal && <input type="hidden" name="signature" value={way} />
      ) : (
        <>
          <Select
            name="signature"
            label="How it was signed"
            options={rule.signatures.map((id) => ({ id, label: signatureWords(word)[id] }))}
            value={way}
            onChange={(id) => setWay(rule.signatures.find((each) => each === id) ?? null)}
          />
          {way === 'drawn' && (
            <SignaturePad
              name="signed"
              label="Signature"
              hint={`Sign in the box with a finger, a pen or the mouse.${canBeTyped ? ` Without one of them, choose that the ${word} types their name.` : ''}`}
            />
          )}
          {way === 'typed' && (
            <>
              <TextField name="signed" label={`The name as the ${word} typed it`} />
              <Checkbox name="isAttested" isSelected={isAttested} onChange={setIsAttested}>
                {attestation(word)}
              </Checkbox>
            </>
          )}
          {way === 'scan' && <ConsentScan clientId={clientId} />}
        </>
      )}
      <div className="two">
        <TextField name="witness" label="Witness" isOptional />
        <TextField name="interpreter" label="Interpreter" isOptional />
        <TextField
          name="language"
          label={isSaid ? 'Language' : 'Language of the form'}
          defaultValue="English"
        />
        <DateField name="copyGivenOn" label="Copy given on" isOptional max={today} />
      </div>
    </>
  );
}
