import { useState } from 'react';
import {
  listRevocationNotices,
  recordNoticeGiven,
  type RevocationNotice,
} from '#contract/revocation-notices.ts';
import { waysToTell, wayToTellWords } from '#domain/consent/revocation-notice.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { PartTrouble } from './part-trouble.tsx';
import { useMay } from './use-may.ts';

const title = 'Partners to tell';

/** The partners of one client who have to hear that a form was taken back; nothing where there never was one. */
export function PartnersToTell({ clientId }: { clientId: string }) {
  const pages = usePages();
  const { after } = pages;
  const asked = useAsk(listRevocationNotices, {
    clientId,
    show: 'all',
    ...(after !== undefined && { after }),
  });
  const { data } = asked;
  if (data === undefined) return <PartTrouble asked={asked} title={title} />;
  if (data.notices.length === 0 && pages.isFirst) return null;
  const { notices, open, next, today } = data;
  return (
    <SectionBand title={title} count={open === 0 ? undefined : `${open} to tell`}>
      <PartnerRows notices={notices} today={today} withClient={false} />
      <PageTurner pages={pages} next={next} order="earliest" />
    </SectionBand>
  );
}

type Props = { notices: readonly RevocationNotice[]; today: string; withClient?: boolean };

export function PartnerRows({ notices, today, withClient = true }: Props) {
  const mayWrite = useMay('consent:write');
  const [telling, setTelling] = useState<RevocationNotice | null>(null);
  return (
    <>
      <RowsList
        label="Partners who have to hear that a form was taken back"
        items={notices.map((notice) => ({
          id: notice.noticeId,
          text: <Words notice={notice} withClient={withClient} />,
          ...(mayWrite && notice.told === null
            ? {
                action: (
                  <Button
                    size="row"
                    aria-label={`Record as told, ${notice.party}`}
                    onPress={() => setTelling(notice)}
                  >
                    Record as told
                  </Button>
                ),
              }
            : {}),
        }))}
      />
      {telling !== null && (
        <ToldDialog notice={telling} today={today} onClose={() => setTelling(null)} />
      )}
    </>
  );
}

function Words({ notice, withClient }: { notice: RevocationNotice; withClient: boolean }) {
  const { party, client, told, revokedOn, formTitle } = notice;
  return (
    <>
      {told === null ? <Status kind="soon">To tell</Status> : <Status kind="done">Told</Status>}
      <span className="strong sep">{party}</span>
      {withClient && (
        <>
          {' '}
          about{' '}
          <Link
            look="plain"
            className="inline-tap"
            href={`/clients/${client.clientId}?tab=consents`}
          >
            {client.name}
          </Link>
        </>
      )}
      <span className="second">
        {formTitle === '' ? 'The form' : formTitle} holds no more since{' '}
        {wholeDays(dayInWords(revokedOn))}.
        {told !== null &&
          wholeDays(` ${wayToTellWords[told.how]} on ${dayInWords(told.on)}, by ${told.byName}.`)}
      </span>
    </>
  );
}

type DialogProps = { notice: RevocationNotice; today: string; onClose: () => void };

function ToldDialog({ notice, today, onClose }: DialogProps) {
  const tell = useTell(recordNoticeGiven);
  return (
    <Dialog title={`${notice.party} was told`} isOpen onClose={onClose}>
      <Form
        schema={recordNoticeGiven.input}
        also={{ noticeId: notice.noticeId }}
        onSubmit={async (entered) => {
          await tell.mutateAsync(entered);
          announce('It is recorded that the partner was told.');
          onClose();
        }}
      >
        <p className="soft">
          The partner hears that the form holds no more since {dayInWords(notice.revokedOn)}, and
          nothing of why.
        </p>
        <RadioGroup
          name="how"
          label="How"
          options={waysToTell.map((id) => ({ id, label: wayToTellWords[id] }))}
        />
        <DateField name="on" label="On" defaultValue={today} min={notice.revokedOn} max={today} />
        <div className="actions form-actions">
          <SubmitButton>Record it</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Not yet
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
