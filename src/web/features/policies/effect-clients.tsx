import { useState } from 'react';
import { listEffects, type EffectRow } from '#contract/policies/policy-previews.ts';
import type { PolicyEffect } from '#domain/policy-clock/effects-of.ts';
import { dayInWords } from '#domain/words.ts';
import { pluralOf } from '#domain/plurals.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';

type Asking = { runId: string; effect: PolicyEffect; after?: string };

type Props = { runId: string; effect: PolicyEffect; client: string };

/** The clients behind one number, a page at a time. */
export function EffectClients({ runId, effect, client }: Props) {
  const [pages, setPages] = useState<readonly Asking[]>([{ runId, effect }]);
  const last = pages.length - 1;
  return (
    <>
      {pages.map((asking, at) => (
        <EffectPage
          key={asking.after ?? ''}
          asking={asking}
          client={client}
          onMore={at === last ? (after) => setPages([...pages, { ...asking, after }]) : undefined}
        />
      ))}
    </>
  );
}

type PageProps = { asking: Asking; client: string; onMore: ((after: string) => void) | undefined };

function EffectPage({ asking, client, onMore }: PageProps) {
  const asked = useAsk(listEffects, asking);
  return (
    <Asked asked={asked} label="Loading who" rows={3}>
      {({ rows, next }) => (
        <>
          {rows.length === 0 && (
            <p className="soft">
              Which {pluralOf(client)} these are is known to the people of the program.
            </p>
          )}
          <RowsList
            label="Who"
            items={rows.map((row) => ({
              id: row.id,
              text: (
                <>
                  <Link href={`/clients/${row.clientId}`}>{row.name}</Link>{' '}
                  <span className="soft">
                    #{row.number}
                    {row.workerName === null ? ', no worker' : `, ${row.workerName}`}
                  </span>
                  <br />
                  {changeInWords(row, asking.effect)}
                </>
              ),
            }))}
          />
          {next !== null && onMore && (
            <Button size="small" onPress={() => onMore(next)}>
              More
            </Button>
          )}
        </>
      )}
    </Asked>
  );
}

function changeInWords({ beforeOn, afterOn }: EffectRow, effect: PolicyEffect): string {
  if (effect === 'stops-counting' || effect === 'starts-counting')
    return beforeOn === null ? '' : `Held on ${dayInWords(beforeOn)}`;
  const day = (on: string | null) => (on === null ? 'no date' : dayInWords(on));
  return beforeOn === afterOn
    ? `Due ${day(afterOn)}`
    : `Due ${day(beforeOn)}, then ${day(afterOn)}`;
}
