import { addSupport, changeSupport, type SupportView } from '#contract/care-team.ts';
import { relationships, relationshipWords } from '#domain/relationships.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useClientWord } from './use-client-word.ts';

const related = relationships.map((id) => ({ id, label: relationshipWords[id] }));

type Props = { clientId: string; support: SupportView | null; onClose: () => void };

/** Adds a support, or corrects one. */
export function SupportForm({ clientId, support, onClose }: Props) {
  const word = useClientWord(clientId);
  const add = useTell(addSupport);
  const change = useTell(changeSupport);
  if (support === null)
    return (
      <Form
        schema={addSupport.input}
        also={{ clientId }}
        label="New support"
        onSubmit={async (entered) => {
          await add.mutateAsync(entered);
          onClose();
        }}
      >
        <Fields support={null} word={word} onClose={onClose} />
      </Form>
    );
  return (
    <Form
      schema={changeSupport.input}
      also={{ supportId: support.supportId }}
      label={support.name}
      onSubmit={async (entered) => {
        await change.mutateAsync(entered);
        onClose();
      }}
    >
      <Fields support={support} word={word} onClose={onClose} />
    </Form>
  );
}

type FieldsProps = Pick<Props, 'support' | 'onClose'> & { word: string };

function Fields({ support, word, onClose }: FieldsProps) {
  return (
    <>
      <TextField name="fullName" label="Name" defaultValue={support?.name ?? ''} />
      <Select
        name="relationship"
        label="How they are related"
        options={related}
        defaultValue={support?.relationship ?? null}
      />
      <div className="two">
        <TextField
          name="phone"
          label="Phone"
          isOptional
          type="tel"
          defaultValue={support?.phone ?? ''}
        />
        <TextField
          name="email"
          label="Email"
          isOptional
          type="email"
          defaultValue={support?.email ?? ''}
        />
      </div>
      <TextField name="language" label="Language" defaultValue={support?.language ?? 'English'} />
      <p className="hint">Nothing is shared with them before the {word} agrees to it.</p>
      <div className="form-actions">
        <SubmitButton>{support === null ? 'Add the support' : 'Save'}</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          {support === null ? 'Not now' : 'Leave as it was'}
        </Button>
      </div>
    </>
  );
}
