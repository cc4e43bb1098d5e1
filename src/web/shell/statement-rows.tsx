import { useState } from 'react';
import {
  dropStatement,
  giveStatement,
  printStatement,
  type StatementView,
} from '#contract/statements.ts';
import {
  notNeededWords,
  reasonsNotNeeded,
  waysToGive,
  wayToGiveWords,
} from '#domain/consent/owed-statement.ts';
import { useTell } from '#web/api/use-ask.ts';
import { FileLink } from './file-link.tsx';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { Status } from '#web/ui/status.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { NotNeededDialog } from './not-needed-dialog.tsx';

type Props = { statements: readonly StatementView[]; withClient?: boolean };

/** Who is still to get the written statement, until when, and what can be done about it. */
export function StatementRows({ statements, withClient = true }: Props) {
  const [giving, setGiving] = useState<StatementView | null>(null);
  const [dropping, setDropping] = useState<StatementView | null>(null);
  return (
    <>
      <RowsList
        label="Written statements"
        items={statements.map((statement) => ({
          id: statement.statementId,
          text: <Words statement={statement} withClient={withClient} />,
          ...(statement.settled === null
            ? {
                action: (
                  <>
                    <FileLink
                      look="secondary"
                      size="row"
                      file={printStatement}
                      input={{ statementId: statement.statementId }}
                      aria-label={`Print the letter to ${statement.who.name}`}
                    >
                      Print the letter
                    </FileLink>
                    {statement.may.give && (
                      <Button
                        size="row"
                        aria-label={`Record it as given: to ${statement.who.name}`}
                        onPress={() => setGiving(statement)}
                      >
                        Record it as given
                      </Button>
                    )}
                    {statement.may.drop && (
                      <Button
                        size="row"
                        look="quiet"
                        aria-label={`Not needed for ${statement.who.name}`}
                        onPress={() => setDropping(statement)}
                      >
                        Not needed
                      </Button>
                    )}
                  </>
                ),
              }
            : {}),
        }))}
      />
      <GiveDialog statement={giving} onClose={() => setGiving(null)} />
      <DropDialog statement={dropping} onClose={() => setDropping(null)} />
    </>
  );
}

function Words({ statement, withClient }: { statement: StatementView; withClient: boolean }) {
  const { who, client, conference, programName, settled, ownerName } = statement;
  const about = [who.title, who.agency].filter((part) => part).join(', ');
  return (
    <>
      <Standing statement={statement} />
      <span className="strong sep">{who.name}</span>
      {about !== '' && <span className="soft sep">{about}</span>}
      {withClient && (
        <>
          {' '}
          heard about{' '}
          <Link look="plain" className="inline-tap" href={`/clients/${client.clientId}`}>
            {client.name}
          </Link>
        </>
      )}{' '}
      in{' '}
      {conference === null ? (
        statement.wasEmergency ? (
          'an emergency'
        ) : (
          'a contact'
        )
      ) : (
        <Link look="plain" className="inline-tap" href={`/conferences/${conference.conferenceId}`}>
          conference {conference.number}
        </Link>
      )}
      <span className="second">
        {programName}.{' '}
        {wholeDays(`${conference === null ? 'Told' : 'There'} ${statement.thereInWords}.`)}{' '}
        {statement.lawsInWords.join('; ')}.
      </span>
      {settled ? (
        <span className="second">
          {wholeDays(settled.inWords)} Recorded by {settled.byName}.
        </span>
      ) : (
        <span className="second">
          {ownerName === null ? 'For the supervisors of the program.' : `${ownerName} sees to it.`}
          {statement.hasDraftText && ' Its text has yet to be approved by counsel.'}
        </span>
      )}
    </>
  );
}

function Standing({ statement: { standing, dueInWords } }: { statement: StatementView }) {
  switch (standing) {
    case 'late':
      return <Status kind="late">{wholeDays(`Late since ${dueInWords}`)}</Status>;
    case 'escalated':
      return <Status kind="soon">{wholeDays(`Due by ${dueInWords}, with the supervisor`)}</Status>;
    case 'to-give':
      return <Status kind="planned">{wholeDays(`Due by ${dueInWords}`)}</Status>;
    case 'given':
      return <Status kind="done">Given</Status>;
    case 'not-needed':
      return <Status kind="done">Not needed</Status>;
  }
}

type DialogProps = { statement: StatementView | null; onClose: () => void };

function GiveDialog({ statement, onClose }: DialogProps) {
  const tell = useTell(giveStatement);
  if (statement === null) return null;
  return (
    <Dialog title={`The statement to ${statement.who.name}`} isOpen onClose={onClose}>
      <Form
        schema={giveStatement.input}
        also={{ statementId: statement.statementId }}
        onSubmit={async (entered) => {
          await tell.mutateAsync(entered);
          announce('The statement is recorded as given.');
          onClose();
        }}
      >
        <RadioGroup
          name="way"
          label="How"
          options={waysToGive.map((id) => ({ id, label: wayToGiveWords[id] }))}
        />
        <DateField name="on" label="On" min={statement.heardOn} />
        <div className="actions form-actions">
          <SubmitButton>Record it</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Not yet
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

function DropDialog({ statement, onClose }: DialogProps) {
  const tell = useTell(dropStatement);
  if (statement === null) return null;
  return (
    <NotNeededDialog
      title={`No statement to ${statement.who.name}`}
      schema={dropStatement.input}
      also={{ statementId: statement.statementId }}
      field="why"
      reasons={reasonsNotNeeded.map((id) => ({ id, label: notNeededWords[id] }))}
      onTell={tell.mutateAsync}
      said="No statement is owed any more."
      onClose={onClose}
    >
      The disclosure stays in the log. Only the statement is no longer owed.
    </NotNeededDialog>
  );
}
