import { lazy, type ReactNode, Suspense } from 'react';
import type { z } from 'zod';
import type { FileEndpoint } from '#contract/endpoint.ts';
import type { ButtonSize, Look } from '#web/ui/button-class.ts';
import { Link } from '#web/ui/link.tsx';
import { useFile } from './use-file.ts';

// Fetched when first needed: most files come.
const FileTrouble = lazy(async () => ({
  default: (await import('./file-trouble.tsx')).FileTrouble,
}));

type Props<I extends z.ZodType> = {
  file: FileEndpoint<I>;
  input: z.input<I>;
  children: ReactNode;
  look?: Look | 'text';
  size?: ButtonSize;
  className?: string;
  'aria-label'?: string;
  onRefused?: (type: string | undefined) => void;
};

/** The one way to a file: it is fetched first, so that a refusal is told here, in words, and never shown as a page of its own. */
export function FileLink<I extends z.ZodType<Record<string, unknown>, Record<string, unknown>>>({
  file,
  input,
  children,
  onRefused,
  ...look
}: Props<I>) {
  const { take, isPending, error, forget } = useFile(file, onRefused);
  return (
    <>
      <Link {...look} isPending={isPending} onPress={() => isPending || take(input)}>
        {children}
      </Link>
      {error !== null && (
        <Suspense fallback={null}>
          <FileTrouble error={error} onAgain={() => take(input)} onClose={forget} />
        </Suspense>
      )}
    </>
  );
}
