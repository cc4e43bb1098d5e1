import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { cancelAction, completeAction, type listMyActions } from '#contract/actions.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { statusUpdateInWords } from '#domain/action-items/status-update.ts';
import { dayInWords } from '#domain/words.ts';
import { counted } from '#domain/plurals.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { DataTable } from '#web/ui/data-table.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { Status } from '#web/ui/status.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import type { TableColumn } from '#web/ui/table-props.ts';
import { TextArea } from '#web/ui/text-area.tsx';

export type ListedAction = ReplyOf<typeof listMyActions>['mine'][number];
type Row = ListedAction & { id: string };
type Props = { label: string; items: readonly ListedAction[]; on: string; empty: ReactNode };

function Due({ action, on }: { action: ListedAction; on: string }) {
  const days = Temporal.PlainDate.from(on).until(Temporal.PlainDate.from(action.dueOn)).days;
  return (
    <>
      <span className="due-date">{dayInWords(action.dueOn)}</span>
      {action.state === 'open' && (
        <span className="left">
          {days < 0 && <Status kind="late">{counted(-days, 'day')} late</Status>}
          {days === 0 && <Status kind="soon">Today</Status>}
          {days > 0 && `In ${counted(days, 'day')}`}
        </span>
      )}
    </>
  );
}

const numberOf = ({ client }: ListedAction) =>
  client.number === null ? 'No number known to you' : `For #${client.number}`;

const done = z.object({ outcome: z.string().trim().max(280, 'Keep it to 280 characters.') });
const dropped = z.object({
  reason: z
    .string()
    .trim()
    .min(1, 'Say why it is given up, so that the next conference knows.')
    .max(280, 'Keep it to 280 characters.'),
});

/** Action items to work through: `d` marks the row under the focus as done. */
export function ActionsTable({ label, items, on, empty }: Props) {
  const [finishing, setFinishing] = useState<{ action: Row; how: 'done' | 'cancel' } | null>(null);
  const complete = useTell(completeAction, { asksWhenRefused: true });
  const cancel = useTell(cancelAction, { asksWhenRefused: true });
  const rows: Row[] = items.map((item) => ({ ...item, id: item.actionItemId }));
  const close = () => setFinishing(null);

  return (
    <>
      <DataTable
        label={label}
        items={rows}
        nameOf={({ text }) => text}
        empty={empty}
        keys={{
          d: (action) => action.may.finish && setFinishing({ action, how: 'done' }),
        }}
        columns={columnsOf(on, setFinishing)}
      />
      <Dialog
        title={finishing?.how === 'cancel' ? 'Give this action up?' : 'Mark as done'}
        isOpen={finishing !== null}
        onClose={close}
      >
        {finishing?.how === 'done' && (
          <Form
            schema={done}
            onSubmit={async ({ outcome }) => {
              const { actionItemId, version } = finishing.action;
              await complete.mutateAsync({ actionItemId, version, outcome: outcome || null });
              close();
            }}
          >
            <p>{finishing.action.text}</p>
            <TextArea name="outcome" label="What came of it" limit={280} isOptional />
            <Buttons keep={close} label="Mark done" />
          </Form>
        )}
        {finishing?.how === 'cancel' && (
          <Form
            schema={dropped}
            onSubmit={async ({ reason }) => {
              const { actionItemId, version } = finishing.action;
              await cancel.mutateAsync({ actionItemId, version, reason });
              close();
            }}
          >
            <p>{finishing.action.text}</p>
            <TextArea name="reason" label="Why it is given up" limit={280} />
            <Buttons keep={close} label="Give it up" />
          </Form>
        )}
      </Dialog>
    </>
  );
}

type Finish = (finishing: { action: Row; how: 'done' | 'cancel' }) => void;

const columnsOf = (on: string, finish: Finish): TableColumn<Row>[] => [
  {
    id: 'what',
    label: 'Action',
    isRowHeader: true,
    cell: (action) => (
      <>
        {action.text}
        <span className="second">
          <span className="name-on-screen">For {action.client.name}.</span>
          <span className="print-only">{numberOf(action)}.</span> {action.owner.name} answers for
          it.
        </span>
        {action.update && (
          <span className="second">
            <Status kind="soon">{statusUpdateInWords(action.owner.name, action.update)}</Status>
          </span>
        )}
      </>
    ),
  },
  { id: 'due', label: 'Due', phone: 'fact', cell: (action) => <Due action={action} on={on} /> },
  {
    id: 'follow',
    label: 'Follow-up',
    phone: 'fact',
    isOnlyWide: true,
    cell: ({ followUp }) => (
      <>
        {dayInWords(followUp.on)}
        <span className="second">
          {followUp.how}, by {followUp.byName}
        </span>
      </>
    ),
  },
  {
    id: 'next',
    label: 'Next step',
    cell: (action) => (
      <span className="actions">
        {action.state === 'open' && action.may.finish && (
          <>
            <Button size="small" onPress={() => finish({ action, how: 'done' })}>
              Mark done
            </Button>
            <Button size="small" look="quiet" onPress={() => finish({ action, how: 'cancel' })}>
              Give up
            </Button>
          </>
        )}
        {action.state !== 'open' && <Finished action={action} />}
        <Link className="small inline-tap" href={`/conferences/${action.conference.conferenceId}`}>
          Conference {action.conference.number}
          {action.conference.isVoid && ', declared void'}
        </Link>
      </span>
    ),
  },
];

const Buttons = ({ keep, label }: { keep: () => void; label: string }) => (
  <div className="actions">
    <SubmitButton>{label}</SubmitButton>
    <Button look="quiet" onPress={keep}>
      Leave it open
    </Button>
  </div>
);

const Finished = ({ action }: { action: ListedAction }) => (
  <span>
    {action.state === 'done' ? 'Done' : 'Given up'}
    {action.outcome && <span className="second">{action.outcome}</span>}
  </span>
);
