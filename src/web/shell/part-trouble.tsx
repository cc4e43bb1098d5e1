import type { UseQueryResult } from '@tanstack/react-query';
import { SectionBand } from '#web/ui/section-band.tsx';
import { mayPass, troubleOf } from '#web/ui/trouble.ts';
import { Asked } from './asked.tsx';

type Props = { asked: UseQueryResult; title: string };

/** A part that is there for some readers alone: whoever may have it reads that it did not come, nobody else that there is one. */
export const PartTrouble = ({ asked, title }: Props) =>
  asked.isError && mayPass(troubleOf(asked.error)) ? (
    <SectionBand title={title}>
      <Asked asked={asked} label={title}>
        {() => null}
      </Asked>
    </SectionBand>
  ) : null;
