import type { ReplyOf } from '#contract/endpoint.ts';
import { readSession } from '#contract/session.ts';
import type { PlanItem, readServicePlan } from '#contract/service-plan.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { PaperSheet } from '#web/ui/paper-sheet.tsx';

type Props = { plan: ReplyOf<typeof readServicePlan>; onPrinted: () => void };

/** A sheet for the client to take home: what they do and what others do, in plain words, under the agency's neutral name. */
export function PlanForClient({ plan, onPrinted }: Props) {
  const { data: session } = useAsk(readSession, {});
  const { items, today, planWord, clientName, contact } = plan;
  const agreed = items.filter(({ planState }) => planState === 'in-plan');
  return (
    <PaperSheet className="plan-for-client" onPrinted={onPrinted}>
      {session?.agency?.isSample && <p>Sample data: nobody here is real.</p>}
      <h1>
        {planWord}: {clientName}
      </h1>
      <Part title="What you do" items={agreed.filter(isTheirs)} />
      <Part title="What others do for you" items={agreed.filter((item) => !isTheirs(item))} />
      <Part
        title="You have not said yes or no to this yet"
        items={items.filter(({ planState }) => planState === 'waiting')}
      />
      <p>
        This is as of {dayInWords(today)}. You may change your mind. Questions? Call {contact.name},{' '}
        {contact.phone}.
      </p>
    </PaperSheet>
  );
}

function Part({ title, items }: { title: string; items: readonly PlanItem[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {items.map((item) => (
          <li key={item.actionItemId}>
            {item.text}
            <span className="second">
              {!isTheirs(item) && `${ownerOf(item)}. `}
              {item.isDone ? 'Done.' : `Until ${dayInWords(item.dueOn)}.`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

const isTheirs = ({ ownerKind }: PlanItem) => ownerKind === 'client';

/** Of the agency's own staff the name alone: the agency's name may say more than the sheet should. */
const ownerOf = ({ ownerKind, ownerName, ownerAgency }: PlanItem) =>
  ownerKind === 'staff' || ownerAgency === null ? ownerName : `${ownerName}, ${ownerAgency}`;
