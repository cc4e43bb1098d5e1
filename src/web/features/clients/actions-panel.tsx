import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { completeAction, listActionsOfClient } from '#contract/actions.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { statusUpdateInWords } from '#domain/action-items/status-update.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { PrintHead } from '#web/shell/print-head.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';

type Item = ReplyOf<typeof listActionsOfClient>['items'][number];

type Props = { clientId: string; number: number };

/** What was agreed for this client, by whom, and until when. */
export function ActionsPanel({ clientId, number }: Props) {
  const asked = useAsk(listActionsOfClient, { clientId });
  const [finishing, setFinishing] = useState<Item | null>(null);
  return (
    <div className="nameless-on-paper">
      <PrintHead isNameless>Actions for #{number}</PrintHead>
      <Asked asked={asked} label="Looking for action items">
        {({ items }) => {
          const open = items.filter(({ state }) => state === 'open');
          const finished = items.filter(({ state }) => state !== 'open');
          return (
            <>
              <SectionBand
                title="Open"
                count={open.length}
                tools={
                  items.length > 0 && (
                    <Button size="small" look="quiet" onPress={() => print()}>
                      Print
                    </Button>
                  )
                }
              >
                <Listed items={open} empty="Nothing is open." onFinish={setFinishing} />
              </SectionBand>
              {finished.length > 0 && (
                <SectionBand title="Finished" count={finished.length}>
                  <Listed items={finished} empty="" />
                </SectionBand>
              )}
            </>
          );
        }}
      </Asked>
      <FinishDialog item={finishing} onClose={() => setFinishing(null)} />
    </div>
  );
}

type ListedProps = { items: readonly Item[]; empty: string; onFinish?: (item: Item) => void };

function Listed({ items, empty, onFinish }: ListedProps) {
  if (items.length === 0)
    return (
      <EmptyState title={empty}>
        Actions come out of conferences: each has one owner and a date.
      </EmptyState>
    );
  return (
    <RowsList
      items={items.map((item) => ({
        id: item.actionItemId,
        when: <Due item={item} />,
        text: (
          <>
            {item.text}
            <span className="second">
              {item.owner.name}.{' '}
              <Link href={`/conferences/${item.conference.conferenceId}`}>
                Conference {item.conference.number}
                {item.conference.isVoid && ', declared void'}
              </Link>
              {item.outcome && `. ${item.outcome}`}
            </span>
            {item.update && (
              <span className="second">
                <Status kind="soon">{statusUpdateInWords(item.owner.name, item.update)}</Status>
              </span>
            )}
          </>
        ),
        action: actionOf(item, onFinish),
      }))}
    />
  );
}

const actionOf = (item: Item, onFinish?: (item: Item) => void): ReactNode =>
  item.may.finish && onFinish ? (
    <Button size="small" onPress={() => onFinish(item)}>
      Mark done
    </Button>
  ) : null;

function Due({ item }: { item: Item }) {
  if (item.state === 'done') return <Status kind="done">Done</Status>;
  if (item.state === 'cancelled') return <span className="soft">Given up</span>;
  return item.isOverdue ? (
    <Status kind="late">{dayInWords(item.dueOn)}</Status>
  ) : (
    <>{dayInWords(item.dueOn)}</>
  );
}

const done = z.object({ outcome: z.string().trim().max(280, 'Keep it to 280 characters.') });

function FinishDialog({ item, onClose }: { item: Item | null; onClose: () => void }) {
  const complete = useTell(completeAction);
  return (
    <Dialog title="Mark as done" isOpen={item !== null} onClose={onClose}>
      {item && (
        <Form
          schema={done}
          onSubmit={async ({ outcome }) => {
            const { actionItemId, version } = item;
            await complete.mutateAsync({ actionItemId, version, outcome: outcome || null });
            onClose();
          }}
        >
          <p>{item.text}</p>
          <TextArea name="outcome" label="What came of it" limit={280} isOptional />
          <div className="actions">
            <SubmitButton>Mark done</SubmitButton>
            <Button look="quiet" onPress={onClose}>
              Leave it open
            </Button>
          </div>
        </Form>
      )}
    </Dialog>
  );
}
