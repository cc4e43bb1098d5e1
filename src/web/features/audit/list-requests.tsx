import { listListRequests, settleListRequest, type ListRequest } from '#contract/list-requests.ts';
import { minutesToTake } from '#domain/access/list-requests.ts';
import { figureInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { useMay } from '#web/shell/use-may.ts';
import { Button } from '#web/ui/button.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { troubleOf } from '#web/ui/trouble.ts';

const everyHalfMinute = { refetchInterval: 30_000 };

/** Long lists that leave when whoever oversees approves. */
export function ListRequests() {
  const enabled = useMay('emergency:review');
  const { data } = useAsk(listListRequests, {}, { enabled, ...everyHalfMinute });
  if (!enabled || data === undefined || data.requests.length === 0) return null;
  return (
    <SectionBand title="Files that wait for a second person" count={data.requests.length}>
      <p className="soft">
        Whoever asks may save the file once, within {minutesToTake} minutes after you approve, and
        is told by email.
      </p>
      <RowsList
        label="Files that wait for a second person"
        items={data.requests.map((request) => ({
          id: request.requestId,
          text: (
            <>
              <span className="strong">{request.who.name}</span>
              {request.who.title !== '' && <span className="soft sep">{request.who.title}</span>}
              <span className="second">
                {request.atInWords}. {request.whatInWords}, {figureInWords(request.lines)} lines.{' '}
                {request.reasonInWords}.
              </span>
            </>
          ),
          action: <Answer request={request} />,
        }))}
      />
    </SectionBand>
  );
}

function Answer({ request: { requestId, who } }: { request: ListRequest }) {
  const tell = useTell(settleListRequest, { asksWhenRefused: true });
  const answer = (approves: boolean) => tell.mutate({ requestId, approves });
  return (
    <>
      <span role="alert">
        {tell.error && <Status kind="late">{troubleOf(tell.error).title}</Status>}
      </span>
      <Button size="small" isPending={tell.isPending} onPress={() => answer(true)}>
        Approve<span className="vh"> the file for {who.name}</span>
      </Button>
      <Button size="small" look="quiet" onPress={() => answer(false)}>
        Decline<span className="vh"> the file for {who.name}</span>
      </Button>
    </>
  );
}
