import { z } from 'zod';
import type { FileEndpoint } from '#contract/endpoint.ts';
import { listOwnListRequests, type OwnListRequest } from '#contract/list-requests.ts';
import type { FileRequested } from '#domain/access/taking-out.ts';
import { figureInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { Status, type StatusKind } from '#web/ui/status.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { useFile } from './use-file.ts';

type Props = { file: FileEndpoint; what: FileRequested };

const often = 5_000;
const shown = 5;

/** The asker's requests for long lists of this kind, and how each stands. */
export function RequestedLists({ file, what }: Props) {
  const { data, refetch } = useAsk(listOwnListRequests, {});
  const requests = (data?.requests ?? []).filter((each) => each.what === what).slice(0, shown);
  const isOpen = requests.some(({ state }) => state === 'waiting' || state === 'approved');
  useAsk(listOwnListRequests, {}, { refetchInterval: often, enabled: isOpen });
  const approved = useFile({ ...file, input: z.record(z.string(), z.string()) });
  if (requests.length === 0) return null;
  const save = ({ query }: OwnListRequest) =>
    approved.take(Object.fromEntries(new URLSearchParams(query)), {
      onSettled: () => void refetch(),
    });
  return (
    <section aria-label="Lists that you asked a second person for">
      <h3>Asked of a second person</h3>
      <div role="status">
        <RowsList
          label="Lists that you asked a second person for"
          items={requests.map((request) => ({
            id: request.requestId,
            text: (
              <>
                <Status kind={kinds[request.state]}>{inWords(request)}</Status>
                <span className="second">
                  {figureInWords(request.lines)} lines. {request.reasonInWords}. Asked{' '}
                  {request.atInWords}.
                </span>
              </>
            ),
            action: request.state === 'approved' && (
              <Button size="small" isPending={approved.isPending} onPress={() => save(request)}>
                Save the approved file
              </Button>
            ),
          }))}
        />
      </div>
      <p role="alert">
        {approved.error && <Status kind="late">{troubleOf(approved.error).title}</Status>}
      </p>
    </section>
  );
}

const kinds: Readonly<Record<OwnListRequest['state'], StatusKind>> = {
  waiting: 'planned',
  approved: 'yes',
  declined: 'blocked',
  used: 'done',
  expired: 'late',
};

function inWords({ state, until }: OwnListRequest): string {
  if (state === 'approved') return `Approved until ${until}`;
  return {
    waiting: 'Waiting for a second person',
    declined: 'Declined',
    used: 'Saved, as approved, once',
    expired: 'Expired',
  }[state];
}
