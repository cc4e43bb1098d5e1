import { useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FileEndpoint } from '#contract/endpoint.ts';
import { fetchFile, type FetchedFile } from '#web/api/call.ts';
import { announce } from '#web/ui/announce.ts';
import { troubleOf } from '#web/ui/trouble.ts';

type Named = Record<string, unknown>;

/** Told elsewhere: the page is covered, its reader chose not to enter the password, or the page is asked anew. */
const toldElsewhere = new Set(['session-locked', 'not-signed-in', 'step-up-needed', 'guest-over']);

/** Fetches a file and hands it over: what is to be looked at in a window of its own, everything else to be kept. */
export function useFile<I extends z.ZodType<Named, Named>>(
  file: FileEndpoint<I>,
  onRefused?: (type: string | undefined) => void,
) {
  const { mutate, mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: async (input: z.input<I>) => {
      announce('The file is being made.');
      handOver(await fetchFile(file, input));
    },
    onSuccess: () => announce('The file is there.'),
    onError: (refusal) => onRefused?.(troubleOf(refusal).type),
  });
  const isTold = error === null || toldElsewhere.has(troubleOf(error).type ?? '');
  return {
    take: mutate,
    takeAndWait: mutateAsync,
    isPending,
    error: isTold ? null : error,
    forget: reset,
  };
}

/** Long enough for any reader of the file to have taken it. */
const keptForMs = 60_000;

function handOver({ blob, name, isToBeShown }: FetchedFile) {
  const address = URL.createObjectURL(blob);
  setTimeout(() => URL.revokeObjectURL(address), keptForMs);
  // A browser that lets no window be opened still keeps the file.
  if (isToBeShown && window.open(address, '_blank') !== null) return;
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
