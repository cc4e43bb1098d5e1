import type { ReactNode } from 'react';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { mayPass } from '#web/ui/trouble.ts';
import type { Section } from './plan-section.ts';

type Props<T> = { section: Section<T>; children: ReactNode };

/** A task with what went wrong while it was saved; what was typed stays in it. */
export function SectionTrouble<T>({ section, children }: Props<T>) {
  const { isContested, trouble, takeTheirs, keepMine, flush } = section;
  return (
    <div className="stack">
      {isContested && (
        <Banner
          tone="soon"
          title="Somebody changed this."
          action={
            <span className="actions">
              <Button size="small" onPress={takeTheirs}>
                Show their version
              </Button>
              <Button size="small" look="quiet" onPress={keepMine}>
                Save mine instead
              </Button>
            </span>
          }
        >
          What you typed is still here and not saved.
        </Banner>
      )}
      {trouble && (
        <Banner
          tone="late"
          title={trouble.title}
          reference={trouble.reference}
          onRetry={mayPass(trouble) ? () => void flush() : undefined}
        >
          {Object.values(trouble.fields).join(' ')}
        </Banner>
      )}
      <div>{children}</div>
    </div>
  );
}
