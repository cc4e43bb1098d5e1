import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { readUpdating, type RefusedRules, type Updating } from '#contract/policies/updating.ts';
import { dayInWords, figureInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Link } from '#web/ui/link.tsx';
import { useMay } from './use-may.ts';

type Props = {
  updating: readonly Updating[];
  /** They hold from a later day: no date is wrong until then. */
  isAhead?: boolean;
};

/** New rules hold, and not every due date follows them yet: it is said wherever such a date is read. */
export const RulesChanging = ({ updating, isAhead }: Props) =>
  updating.map(({ programId, programName, effectiveFrom, done, total }) => (
    <Banner
      key={programId}
      tone="soon"
      title={`The rules of ${programName} ${isAhead ? 'will change' : 'have changed'}.`}
    >
      Due dates are being brought up to date
      {done === null || total === null
        ? ''
        : `: ${figureInWords(Math.min(done, total))} of ${figureInWords(total)}`}
      . {isAhead ? 'They hold from' : 'A date that does not follow the rules of'}{' '}
      {dayInWords(effectiveFrom)}
      {isAhead ? '.' : ' yet may be wrong.'}
    </Banner>
  ));

const often = 5_000;

type InProps = {
  programIds: readonly string[];
  /** The page has read dates of theirs that do not follow yet. */
  isUnderWay?: boolean;
};

/** The same for these programs; it goes away by itself, and what was read meanwhile is then read again. */
export function RulesChangingIn({ programIds, isUnderWay = false }: InProps) {
  const asked = useAsk(readUpdating, {});
  const here = asked.data?.updating.filter(({ programId }) => programIds.includes(programId)) ?? [];
  const isChanging = asked.data === undefined ? isUnderWay : here.length > 0;
  useAsk(readUpdating, {}, { refetchInterval: often, enabled: isChanging });
  useAgainWhenOver(isChanging, isUnderWay);
  const refused =
    asked.data?.refused.filter(({ programId }) => programIds.includes(programId)) ?? [];
  return (
    <>
      <RulesRefused refused={refused} />
      <RulesChanging updating={here} />
    </>
  );
}

/** Nobody may take a date for sure that no rule stands behind. */
function RulesRefused({ refused }: { refused: readonly RefusedRules[] }) {
  const mayReadRules = useMay('program:manage');
  return refused.map(({ programId, programName, version }) => (
    <Banner
      key={`${programId} ${version}`}
      tone="late"
      title={`The rules of ${programName} are refused: version ${version} is not as it was published.`}
    >
      Its due dates stay as they were before, and follow nothing that is recorded now.{' '}
      {mayReadRules ? (
        <>
          <Link href="/admin/policies">Policies</Link> says what is wrong.
        </>
      ) : (
        'Your administrator reads under Policies what is wrong.'
      )}
    </Banner>
  ));
}

function useAgainWhenOver(isChanging: boolean, wasChangingBefore: boolean) {
  const queries = useQueryClient();
  const wasChanging = useRef(wasChangingBefore);
  useEffect(() => {
    if (wasChanging.current && !isChanging) void queries.invalidateQueries();
    wasChanging.current = isChanging;
  }, [isChanging, queries]);
}
