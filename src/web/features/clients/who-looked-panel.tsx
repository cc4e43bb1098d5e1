import { listWhoLooked, printWhoLooked } from '#contract/audit.ts';
import { oftenInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { FileLink } from '#web/shell/file-link.tsx';
import { PartTrouble } from '#web/shell/part-trouble.tsx';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { RowsByMonth } from '#web/shell/rows-by-month.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { useClientWord } from './use-client-word.ts';

const title = 'Who looked at the record';

/** Who of the agency looked at the record; not there for whoever neither manages nor oversees the case. */
export function WhoLookedPanel({ clientId }: { clientId: string }) {
  const word = useClientWord(clientId);
  const pages = usePages();
  const { after } = pages;
  const asked = useAsk(listWhoLooked, { clientId, ...(after && { after }) });
  const { data } = asked;
  if (!data) return <PartTrouble asked={asked} title={title} />;
  const { isWhole, lines, next } = data;
  return (
    <SectionBand
      title={title}
      tools={
        isWhole && (
          <FileLink look="secondary" size="row" file={printWhoLooked} input={{ clientId }}>
            Print it for the {word}
          </FileLink>
        )
      }
    >
      {!isWhole && (
        <p className="soft">
          This says who opened something of the case, on which day and from when to when. The whole
          list, with what was opened or changed and how often, is shown to and printed by somebody
          who has the case, or oversees it, with every training that is asked for. That is so for
          every case.
        </p>
      )}
      <RowsByMonth
        label="Who looked"
        items={lines.map(({ auditId, on, who, atInWords, inWords, times }) => ({
          id: auditId,
          on,
          when: atInWords,
          text: (
            <>
              <span className="strong">{who.name}</span>
              {who.title !== '' && <span className="soft sep">{who.title}</span>}
              <span className="second">{`${inWords}${oftenInWords(times)}.`}</span>
            </>
          ),
        }))}
      />
      <PageTurner pages={pages} next={next} />
    </SectionBand>
  );
}
