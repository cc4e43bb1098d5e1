import type { ReactNode } from 'react';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { mayPass } from '#web/ui/trouble.ts';
import type { Pressed } from './use-press.ts';

type Props = { on: Pressed; children: ReactNode; look?: 'primary' | 'quiet' };

/** Below it stands what became of the press where that failed. */
export const PressButton = ({ on, children, look = 'primary' }: Props) => (
  <>
    <p>
      <Button look={look} onPress={on.press} isPending={on.isPending}>
        {children}
      </Button>
    </p>
    <PressTrouble on={on} />
  </>
);

export const PressTrouble = ({ on: { trouble, press } }: { on: Pressed }) =>
  trouble && (
    <Banner
      tone="late"
      title={trouble.title}
      reference={trouble.reference}
      onRetry={mayPass(trouble) ? press : undefined}
    />
  );
