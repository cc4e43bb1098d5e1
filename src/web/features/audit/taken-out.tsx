import { listTakenOut } from '#contract/audit.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';

/** Whoever finds such a file asks by the number on it whose it was. */
export function TakenOut() {
  const { more } = useOurWord();
  const pages = usePages();
  const { after } = pages;
  const asked = useAsk(listTakenOut, after === undefined ? {} : { after });
  return (
    <SectionBand title="Files taken out">
      <Asked asked={asked} label="Loading the files taken out" rows={3}>
        {({ files, next }) => (
          <>
            {files.length === 0 ? (
              <EmptyState title={`No file with ${more} in it was taken out.`} />
            ) : (
              <RowsList
                label="Files taken out, the latest first"
                items={files.map(({ exportId, mark, atInWords, who, what, reason }) => ({
                  id: exportId,
                  text: (
                    <>
                      <span className="strong">{who.name}</span>
                      {who.title !== '' && <span className="soft sep">{who.title}</span>}
                      <span className="second">
                        {atInWords}. {what}, id {mark}. {reason !== null && `${reason}.`}
                      </span>
                    </>
                  ),
                }))}
              />
            )}
            <PageTurner pages={pages} next={next} />
          </>
        )}
      </Asked>
    </SectionBand>
  );
}
