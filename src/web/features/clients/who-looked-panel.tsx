import { useState } from 'react';
import { listWhoLooked, printWhoLooked } from '#contract/audit.ts';
import { fileAddress } from '#web/api/call.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';

/** Who of the agency looked at the record; not there for whoever neither manages nor oversees the case. */
export function WhoLookedPanel({ clientId }: { clientId: string }) {
  const [starts, setStarts] = useState<(string | undefined)[]>([undefined]);
  const after = starts.at(-1);
  const { data } = useAsk(listWhoLooked, { clientId, ...(after && { after }) });
  if (!data) return null;
  const { lines, next } = data;
  return (
    <SectionBand
      title="Who looked at the record"
      tools={
        <Link
          look="secondary"
          size="row"
          target="_blank"
          href={fileAddress(printWhoLooked, { clientId })}
        >
          Print it for the client
        </Link>
      }
    >
      <RowsList
        label="Who looked, the latest first"
        items={lines.map(({ auditId, who, atInWords, inWords }) => ({
          id: auditId,
          text: (
            <>
              <span className="strong">{who.name}</span>
              {who.title !== '' && <span className="soft sep">{who.title}</span>}
              <span className="second">
                {atInWords}. {inWords}.
              </span>
            </>
          ),
        }))}
      />
      <p className="actions no-print">
        {starts.length > 1 && (
          <Button size="small" onPress={() => setStarts(starts.slice(0, -1))}>
            Later ones
          </Button>
        )}
        {next !== null && (
          <Button size="small" onPress={() => setStarts([...starts, next])}>
            Earlier ones
          </Button>
        )}
      </p>
    </SectionBand>
  );
}
