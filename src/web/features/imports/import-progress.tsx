import type { ImportView } from '#contract/imports.ts';
import { counted } from '#domain/plurals.ts';
import { figureInWords } from '#domain/words.ts';
import { Progress } from '#web/ui/progress.tsx';

/** How far the reading or writing has come, in rows and records. */
export function ImportProgress({
  progress,
  bytes,
}: {
  progress: NonNullable<ImportView['progress']>;
  /** How large the file is, where the page that sends it knows. */
  bytes?: number;
}) {
  const { doing, done, of, receivedBytes } = progress;
  switch (doing) {
    case 'reading':
      return (
        <Progress
          label="Reading the file"
          words={`${counted(done, 'row')} read`}
          value={bytes === undefined ? undefined : receivedBytes}
          max={bytes ?? 1}
        />
      );
    case 'planning':
      return <Progress label="Working out what would happen" />;
    case 'writing':
      return (
        <Progress
          label="Importing"
          words={of === null ? '' : `${figureInWords(done)} of ${counted(of, 'record')} written`}
          value={done}
          max={of ?? 1}
        />
      );
  }
}
