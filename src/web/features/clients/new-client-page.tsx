import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { createClient, findDuplicates, type ClientRow } from '#contract/clients.ts';
import { listEnrollmentChoices } from '#contract/enrollments.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { call } from '#web/api/call.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { Banner } from '#web/ui/banner.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { SectionBand } from '#web/ui/section-band.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { ClientFields, newPerson, useSpoken } from './client-fields.tsx';
import { ClientsTable } from './clients-table.tsx';
import { EnrollmentFields, useAssignment } from './enrollment-fields.tsx';

/** A client begins with an enrollment; those of the same name are shown before another is made. */
export function NewClientPage() {
  const choices = useAsk(listEnrollmentChoices, {});
  const our = useOurWord();
  return (
    <>
      <PageHead title={`Add a ${our.one}`} kicker={<Link href="/clients">{our.More}</Link>} />
      <Asked asked={choices} label="Loading programs and workers">
        {(known) =>
          known.programs.length === 0 ? (
            <EmptyState title="There is no program yet.">
              A {our.one} begins in a program. An administrator can set one up.
            </EmptyState>
          ) : (
            <NewClientForm choices={known} />
          )
        }
      </Asked>
    </>
  );
}

type Entered = InputOf<typeof createClient>;
const nameOf = ({ legalGiven, legalFamily, bornOn }: Entered) => ({
  legalGiven,
  legalFamily,
  bornOn,
});

function NewClientForm({ choices }: { choices: ReplyOf<typeof listEnrollmentChoices> }) {
  const { history } = useRouter();
  const our = useOurWord();
  const create = useTell(createClient);
  const spoken = useSpoken(newPerson);
  const assignment = useAssignment(choices, {});
  const [alike, setAlike] = useState<{ name: string; clients: ClientRow[] } | null>(null);
  const [handedOver, setHandedOver] = useState<number | null>(null);

  const submit = async (entered: Entered) => {
    const name = JSON.stringify(nameOf(entered));
    if (alike?.name !== name) {
      const { clients } = await call(findDuplicates, nameOf(entered));
      if (clients.length > 0) return setAlike({ name, clients });
    }
    const made = await create.mutateAsync(entered);
    if (made.isVisible) history.push(`/clients/${made.clientId}`);
    else setHandedOver(made.number);
  };

  if (handedOver !== null)
    return (
      <Banner
        tone="info"
        title={`The ${our.one} was added with number ${handedOver}.`}
        action={<Link href="/clients">Back to your {our.more}</Link>}
      >
        The other team works with them from here; they are not on your caseload.
      </Banner>
    );
  return (
    <Form
      schema={createClient.input}
      also={{ ...spoken.also, ...assignment.also }}
      label={`New ${our.one}`}
      onSubmit={submit}
    >
      <SectionBand title="The person">
        <ClientFields person={newPerson} spoken={spoken} />
      </SectionBand>
      <SectionBand title="First enrollment">
        <EnrollmentFields at={assignment} />
        <DateField
          name="startedOn"
          label="Enrolled on"
          defaultValue={choices.today}
          max={choices.today}
        />
      </SectionBand>
      {alike && (
        <SectionBand title="Is it one of these?" className="appear">
          <p role="status">
            {alike.clients.length === 1
              ? `A ${our.one} has`
              : `${alike.clients.length} ${our.more} have`}{' '}
            the same name. Open the chart to check before you add another.
          </p>
          <ClientsTable
            label={`${our.More} of the same name`}
            clients={alike.clients}
            empty={null}
          />
        </SectionBand>
      )}
      <div className="form-actions">
        <SubmitButton>
          {alike ? `None of these: add a new ${our.one}` : `Add the ${our.one}`}
        </SubmitButton>
        <Link href="/clients" look="quiet">
          Leave without adding
        </Link>
      </div>
    </Form>
  );
}
