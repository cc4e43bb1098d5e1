import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { FileEndpoint } from '#contract/endpoint.ts';
import { Button, type ButtonSize, type Look } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Link } from '#web/ui/link.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { useFile } from './use-file.ts';

type Props<I extends z.ZodType> = {
  file: FileEndpoint<I>;
  input: z.input<I>;
  children: ReactNode;
  look?: Look | 'text';
  size?: ButtonSize;
  className?: string;
  'aria-label'?: string;
};

/** The one way to a file: it is fetched first, so that a refusal is told here, in words, and never shown as a page of its own. */
export function FileLink<I extends z.ZodType<Record<string, unknown>, Record<string, unknown>>>({
  file,
  input,
  children,
  ...look
}: Props<I>) {
  const { take, isPending, error, forget } = useFile(file);
  return (
    <>
      <Link {...look} onPress={() => isPending || take(input)}>
        {children}
      </Link>
      {error !== null && (
        <Dialog title="The file is not there yet" isOpen onClose={forget}>
          <Words error={error} />
          <div className="form-actions">
            <Button look="primary" onPress={() => take(input)}>
              Try again
            </Button>
            <Button look="quiet" onPress={forget}>
              Close
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function Words({ error }: { error: unknown }) {
  const { title, detail, reference, fields } = troubleOf(error);
  return (
    <>
      <p>
        {title} {detail}
        {reference !== undefined && <> Reference {reference}.</>}
      </p>
      {Object.entries(fields).map(([path, message]) => (
        <p key={path}>{message}</p>
      ))}
    </>
  );
}
