import { listStatements } from '#contract/statements.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { SectionBand } from '#web/ui/section-band.tsx';
import { StatementRows } from './statement-rows.tsx';

type Props = { clientId: string } | { conferenceId: string };

/** The statements of one client or one conference; nothing where none was ever owed or the asker may not know of it. */
export function OwedStatements(of: Props) {
  const { data } = useAsk(listStatements, { ...of, show: 'all' });
  const statements = data?.statements ?? [];
  if (statements.length === 0) return null;
  const open = statements.filter(({ settled }) => settled === null).length;
  return (
    <SectionBand title="Written statements" count={open === 0 ? undefined : `${open} to give`}>
      <StatementRows statements={statements} withClient={!('clientId' in of)} />
    </SectionBand>
  );
}
