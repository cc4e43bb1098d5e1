import { useState } from 'react';
import type { ConsentView } from '#contract/consent-view.ts';
import { classWords, recordConsent } from '#contract/consents.ts';
import { type ConsentFormChoice, consentForms, purposeWords } from '#domain/consent/consent.ts';
import { formRules } from '#domain/consent/consent-forms.ts';
import type { SensitivityClass } from '#domain/people.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { ConsentPeriod, usePeriod } from './consent-form-parts.tsx';
import { OtherParties, useOtherParties } from './consent-other-parties.tsx';
import {
  askedFor,
  type Chosen,
  chosenFrom,
  isKindOf,
  Recipients,
  useRecipients,
} from './consent-recipients.tsx';
import { ClientsWords } from './consent-clients-words.tsx';
import { Signing, useSigning } from './consent-signing.tsx';
import { inShort } from './consent-words.ts';
import { useClientWord } from '#web/features/clients/use-client-word.ts';

type Props = {
  clientId: string;
  clientName: string;
  today: string;
  mayRecord: readonly SensitivityClass[];
  /** Papers in force that the asker may replace. */
  running: readonly ConsentView[];
  /** The one that a newer paper is written for. */
  replacing: ConsentView | null;
  /** Whom a paper is asked for. */
  naming: Chosen | null;
  onClose: () => void;
};

/** The consent as one sentence that is filled in from top to bottom; the form says what it can hold. */
export function ConsentForm({ clientId, clientName, today, mayRecord, ...rest }: Props) {
  const { running, replacing, naming, onClose } = rest;
  const word = useClientWord(clientId);
  const record = useTell(recordConsent);
  const [form, setForm] = useState<ConsentFormChoice>(formOf(replacing));
  const [isRefusal, setIsRefusal] = useState(false);
  const [isMutual, setIsMutual] = useState(replacing?.isMutual ?? false);
  const earlier = chosenFrom(replacing?.recipients ?? []);
  const recipients = useRecipients({
    listed: naming === null ? earlier : [naming],
    ...(namesBodiesAlone(form) && { kind: 'organization' }),
  });
  const others = useOtherParties(replacing);
  const signing = useSigning();
  const period = usePeriod(today);
  const [classes, setClasses] = useState<readonly string[]>(replacing?.classes ?? []);
  const [purposes, setPurposes] = useState<readonly string[]>(
    replacing?.purposes ?? ['case_conference'],
  );
  const rule = formRules[form];
  const offered = rule.classes.filter((id) => mayRecord.includes(id));
  const choose = (next: ConsentFormChoice) => {
    setForm(next);
    // Who was chosen for another form may be nobody whom this one names.
    if (namesBodiesAlone(next)) recipients.choose({ kind: 'organization', current: null });
    else if (!isKindOf(recipients.kind, namedFirst(next)))
      recipients.choose({ kind: 'provider', current: null });
  };
  return (
    <Form
      schema={recordConsent.input}
      also={{
        clientId,
        form,
        isRefusal,
        isAttested: signing.isAttested,
        isMutual: isMutual && rule.mayBeMutual,
        recipients: askedFor(recipients.chosen),
        ...others.entered,
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
        onChange={(id) => choose(consentForms.find((each) => each === id) ?? 'DOH-5032')}
      />
      <CheckboxGroup
        key={form}
        name="classes"
        label={`${clientName} ${isRefusal ? 'does not agree' : 'agrees'} that ${others.entered.weDisclose ? 'we' : 'they'} may share`}
        hint={`Each kind that the ${word} named. General information covers none of the others.`}
        options={offered.map((id) => ({ id, label: classWords[id] }))}
        defaultValue={within(classes, offered)}
        onChange={(ticked) => setClasses([...beyond(classes, offered), ...ticked])}
      />
      <ClientsWords replacing={replacing} word={word} />
      <Recipients
        {...recipients}
        clientId={clientId}
        {...(!isRefusal && { form })}
        allowed={isRefusal ? rule.recipients : namedFirst(form)}
      />
      <CheckboxGroup
        key={`for ${form}`}
        name="purposes"
        label="for"
        options={rule.purposes.map((id) => ({ id, label: purposeWords[id] }))}
        defaultValue={within(purposes, rule.purposes)}
        onChange={(ticked) => setPurposes([...beyond(purposes, rule.purposes), ...ticked])}
      />
      <ConsentPeriod {...period} rule={rule} today={today} word={word} />
      <Signing {...signing} {...{ rule, today, clientId, isRefusal }} />
      {rule.mayBeMutual && (
        <Checkbox isSelected={isMutual} onChange={setIsMutual}>
          The parties on this form may also tell each other
        </Checkbox>
      )}
      <Checkbox isSelected={isRefusal} onChange={setIsRefusal}>
        The {word} was asked and said no
      </Checkbox>
      <OtherParties {...others} clientId={clientId} {...(!isRefusal && { form })} />
      {running.length > 0 && (
        <CheckboxGroup
          name="replaces"
          label="This takes the place of"
          hint="Whatever is ticked holds no more from now on."
          isOptional
          options={running.map((each) => ({ id: each.consentId, label: inShort(each) }))}
          defaultValue={replacing === null ? [] : [replacing.consentId]}
        />
      )}
      <div className="form-actions">
        <SubmitButton>{isRefusal ? 'Record the refusal' : 'Record the consent'}</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Leave without recording
        </Button>
      </div>
    </Form>
  );
}

const formOf = (replacing: ConsentView | null): ConsentFormChoice =>
  consentForms.find((each) => each === replacing?.form) ?? 'DOH-5032';

/** What this form can hold of what was ticked, and what it cannot, which another form may. */
const within = (ticked: readonly string[], offered: readonly string[]) =>
  ticked.filter((each) => offered.includes(each));
const beyond = (ticked: readonly string[], offered: readonly string[]) =>
  ticked.filter((each) => !offered.includes(each));

const namedFirst = (form: ConsentFormChoice) =>
  formRules[form].firstList?.names ?? formRules[form].recipients;

const namesBodiesAlone = (form: ConsentFormChoice) =>
  namedFirst(form).every((kind) => kind === 'organization');
