import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { Status } from '#web/ui/status.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { ManyAttempts } from './many-attempts.tsx';
import type { ManyKind } from './many-kind.ts';
import { ManySnoozes } from './many-snoozes.tsx';
import type { SelectedRow } from './selected.ts';

type Props = {
  kind: ManyKind;
  rows: readonly SelectedRow[];
  /** With the rows for which it worked. */
  onClose: (done: ReadonlySet<string>) => void;
};

type Outcome = { row: SelectedRow; refusal: string | null };

/** One entry for several clients: each is told to the server on its own, so that one refusal undoes no other. */
export function ManyDialog({ kind, rows, onClose }: Props) {
  const { more } = useOurWord();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [isSending, setIsSending] = useState(false);
  const queries = useQueryClient();
  const done = new Set(outcomes.flatMap(({ row, refusal }) => (refusal === null ? [row.id] : [])));
  const open = rows.filter(({ id }) => !done.has(id));
  const close = () => {
    // What is on its way cannot be called back: whoever closed now would not hear what came of it.
    if (isSending) return;
    onClose(done);
    void queries.invalidateQueries();
  };
  const tellEach = async (tell: (row: SelectedRow) => Promise<unknown>) => {
    const told: Outcome[] = outcomes.filter(({ refusal }) => refusal === null);
    setIsSending(true);
    for (const row of open) {
      // One after the other: each has a transaction of its own, and the list of outcomes grows in order.
      told.push({ row, refusal: await refusalOf(() => tell(row)) });
      setOutcomes([...told]);
    }
    setIsSending(false);
  };
  const title =
    kind === 'snooze'
      ? `Snooze ${rows.length} ${more}`
      : `Log an attempt for ${rows.length} ${more}`;
  return (
    <Dialog title={title} isOpen onClose={close} isWide>
      {outcomes.length > 0 && <Summary outcomes={outcomes} of={rows.length} />}
      {open.length > 0 ? (
        kind === 'snooze' ? (
          <ManySnoozes rows={open} tellEach={tellEach} onLeave={close} />
        ) : (
          <ManyAttempts rows={open} tellEach={tellEach} onLeave={close} />
        )
      ) : (
        <div className="actions">
          <Button look="primary" onPress={close} autoFocus>
            Back to the list
          </Button>
        </div>
      )}
    </Dialog>
  );
}

async function refusalOf(tell: () => Promise<unknown>): Promise<string | null> {
  try {
    await tell();
    return null;
  } catch (error) {
    const { title, fields } = troubleOf(error);
    return Object.values(fields)[0] ?? title;
  }
}

/** For whom it worked and for whom not, and why: what was refused stays selected and can be tried again. */
function Summary({ outcomes, of }: { outcomes: readonly Outcome[]; of: number }) {
  const refused = outcomes.filter(({ refusal }) => refusal !== null);
  const worked = outcomes.length - refused.length;
  return (
    <div role="status">
      <p className="strong">
        {worked} of {of} recorded{refused.length > 0 && `, ${refused.length} not`}.
      </p>
      {refused.length > 0 && (
        <RowsList
          label="Not recorded"
          items={refused.map(({ row, refusal }) => ({
            id: row.id,
            text: (
              <>
                <Status kind="late">{row.name}</Status> <span className="soft">{refusal}</span>
              </>
            ),
          }))}
        />
      )}
    </div>
  );
}
