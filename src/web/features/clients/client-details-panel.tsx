import { useState } from 'react';
import {
  addIdentifier,
  changeClientDetails,
  type ClientDetails,
  readClientDetails,
  removeIdentifier,
} from '#contract/client-details.ts';
import { dayInWords } from '#domain/words.ts';
import { numberingSystems, numberingSystemWords } from '#domain/numbering-systems.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { EndAtDeath } from './end-at-death.tsx';
import { useClientWord } from './use-client-word.ts';
import { ClientFields, useSpoken } from './client-fields.tsx';
import { channelWords } from './client-words.ts';

/** The person behind the chart: names, ways to make contact, numbers. */
export function ClientDetailsPanel({ clientId }: { clientId: string }) {
  const asked = useAsk(readClientDetails, { clientId });
  const mayWrite = useMay('client:write');
  const [isChanging, setIsChanging] = useState(false);
  const [diedOn, setDiedOn] = useState<string | null>(null);
  return (
    <Asked asked={asked} label="Loading the details">
      {(details) => (
        <>
          <SectionBand
            title="Details"
            tools={
              mayWrite && (
                <Button size="small" onPress={() => setIsChanging(true)}>
                  Change
                </Button>
              )
            }
          >
            <RowsList label="Details" items={rowsOf(details)} />
          </SectionBand>
          <Identifiers details={details} mayWrite={mayWrite} />
          <Dialog
            title="Change the details"
            isOpen={isChanging}
            onClose={() => setIsChanging(false)}
            isWide
          >
            <DetailsForm
              details={details}
              onClose={() => setIsChanging(false)}
              onDied={setDiedOn}
            />
          </Dialog>
          <Dialog
            title={`Died on ${diedOn === null ? '' : dayInWords(diedOn)}`}
            isOpen={diedOn !== null}
            onClose={() => setDiedOn(null)}
          >
            {diedOn !== null && (
              <EndAtDeath clientId={clientId} diedOn={diedOn} onClose={() => setDiedOn(null)} />
            )}
          </Dialog>
        </>
      )}
    </Asked>
  );
}

const rowsOf = (details: ClientDetails) =>
  [
    ['Legal name', `${details.legalGiven} ${details.legalFamily}`],
    ['Preferred name', details.preferredName || 'Not recorded'],
    ['Pronouns', details.pronouns || 'Not recorded'],
    ['Date of birth', details.bornOn === '' ? 'Not known' : dayInWords(details.bornOn)],
    ...(details.deceasedOn === '' ? [] : [['Died', dayInWords(details.deceasedOn)]]),
    [
      'Languages',
      `${details.languages.join(', ')}. ${details.interpreterNeeded ? 'Needs an interpreter.' : 'Needs no interpreter.'}`,
    ],
    ['Phone', details.phone || 'Not known'],
    ['Email', details.email || 'Not known'],
    [
      'Safe ways to make contact',
      details.mayContactBy.map((channel) => channelWords[channel]).join(', ') || 'None',
    ],
    ...(details.contactNote === null
      ? []
      : [['What to heed', details.contactNote || 'Nothing recorded']]),
  ].map(([when = '', text = '']) => ({ id: when, when, text }));

type FormProps = {
  details: ClientDetails;
  onClose: () => void;
  /** With the day, where the date of death was not on record before. */
  onDied: (on: string) => void;
};

function DetailsForm({ details, onClose, onDied }: FormProps) {
  const change = useTell(changeClientDetails);
  const spoken = useSpoken(details);
  const { clientId, version } = details;
  return (
    <Form
      schema={changeClientDetails.input}
      also={{ ...spoken.also, clientId, version }}
      label="Details"
      onSubmit={async (entered) => {
        await change.mutateAsync(entered);
        onClose();
        const { deceasedOn } = entered;
        if (deceasedOn !== '' && deceasedOn !== details.deceasedOn) onDied(deceasedOn);
      }}
    >
      <ClientFields person={details} spoken={spoken} />
      <DateField
        name="deceasedOn"
        label="Date of death"
        isOptional
        defaultValue={details.deceasedOn}
      />
      <div className="form-actions">
        <SubmitButton>Save the details</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Leave as it was
        </Button>
      </div>
    </Form>
  );
}

type Identifier = ClientDetails['identifiers'][number];
const systems = numberingSystems.map((id) => ({ id, label: numberingSystemWords[id] }));
const wordsOf = ({ system, notedEarlier }: Identifier) =>
  notedEarlier === ''
    ? numberingSystemWords[system]
    : `${numberingSystemWords[system]} (${notedEarlier})`;

function Identifiers({ details, mayWrite }: { details: ClientDetails; mayWrite: boolean }) {
  const { clientId, identifiers } = details;
  const [isAdding, setIsAdding] = useState(false);
  const word = useClientWord(clientId);
  const [leaving, setLeaving] = useState<Identifier | null>(null);
  const add = useTell(addIdentifier);
  const remove = useTell(removeIdentifier);
  return (
    <SectionBand
      title="Numbers elsewhere"
      tools={
        mayWrite && (
          <Button size="small" onPress={() => setIsAdding(true)}>
            Add a number
          </Button>
        )
      }
    >
      {identifiers.length === 0 ? (
        <EmptyState title="No number is recorded.">
          Numbers by which others know this {word}, for example Medicaid or HMIS.
        </EmptyState>
      ) : (
        <RowsList
          label="Numbers elsewhere"
          items={identifiers.map((identifier) => ({
            id: `${identifier.system} ${identifier.value}`,
            text: (
              <>
                <span className="strong">{identifier.value}</span>{' '}
                <span className="soft">{wordsOf(identifier)}</span>
              </>
            ),
            ...(mayWrite && {
              action: (
                <Button
                  size="row"
                  aria-label={`Take away ${numberingSystemWords[identifier.system]} ${identifier.value}`}
                  onPress={() => setLeaving(identifier)}
                >
                  Take away
                </Button>
              ),
            }),
          }))}
        />
      )}
      <Dialog title="Add a number" isOpen={isAdding} onClose={() => setIsAdding(false)}>
        <Form
          schema={addIdentifier.input}
          also={{ clientId }}
          label="Number elsewhere"
          onSubmit={async (entered) => {
            await add.mutateAsync(entered);
            setIsAdding(false);
          }}
        >
          <Select name="system" label="Whose number" options={systems} />
          <TextField name="value" label="Number" hint="The number alone." autoComplete="off" />
          <div className="form-actions">
            <SubmitButton>Add the number</SubmitButton>
            <Button look="quiet" onPress={() => setIsAdding(false)}>
              Not now
            </Button>
          </div>
        </Form>
      </Dialog>
      <ConfirmDialog
        title="Take this number away?"
        confirm="Take it away"
        keep="Keep it"
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        onConfirm={async () => {
          if (leaving)
            await remove.mutateAsync({ clientId, system: leaving.system, value: leaving.value });
        }}
      >
        {`${leaving ? numberingSystemWords[leaving.system] : ''} ${leaving?.value ?? ''} will no longer find this ${word}.`}
      </ConfirmDialog>
    </SectionBand>
  );
}
