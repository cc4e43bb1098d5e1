import { listStatements } from '#contract/statements.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { PartTrouble } from './part-trouble.tsx';
import { StatementRows } from './statement-rows.tsx';

type Props = { clientId: string } | { conferenceId: string };

const title = 'Written statements';

/** The statements of one client or one conference; nothing where none was ever owed or the asker may not know of it. */
export function OwedStatements(of: Props) {
  const pages = usePages();
  const { after } = pages;
  const asked = useAsk(listStatements, { ...of, show: 'all', ...(after && { after }) });
  const { data } = asked;
  if (!data) return <PartTrouble asked={asked} title={title} />;
  const { statements, open, next } = data;
  if (statements.length === 0 && pages.isFirst) return null;
  return (
    <SectionBand title={title} count={open === 0 ? undefined : `${open} to give`}>
      <StatementRows statements={statements} withClient={!('clientId' in of)} />
      <PageTurner pages={pages} next={next} words={['Those before', 'Next ones']} />
    </SectionBand>
  );
}
