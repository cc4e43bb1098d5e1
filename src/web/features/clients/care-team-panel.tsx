import { useState } from 'react';
import { type CareTeamMember, readCareTeam, type SupportView } from '#contract/care-team.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { dayInWords } from '#domain/words.ts';
import { relationshipWords } from '#domain/relationships.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { AddMemberForm, ChangeMemberForm, LeaveForm } from './care-team-forms.tsx';
import { SupportForm } from './support-form.tsx';
import { useClientWord } from './use-client-word.ts';

type CareTeam = ReplyOf<typeof readCareTeam>;
type Open =
  | { what: 'add' }
  | { what: 'change' | 'leave'; member: CareTeamMember }
  | { what: 'support'; support: SupportView | null };

const titlesFor = (word: string) => ({
  add: 'Add somebody to the care team',
  change: `What this person is to the ${word}`,
  leave: 'Take off the care team',
  support: 'Family or close support',
});

/** Who serves and supports the client: workers, colleagues, providers, family. */
export function CareTeamPanel({ clientId }: { clientId: string }) {
  const asked = useAsk(readCareTeam, { clientId });
  const mayWrite = useMay('client:write');
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const word = useClientWord(clientId);
  const titles = titlesFor(word);
  return (
    <Asked asked={asked} label="Loading the care team">
      {(team) => (
        <>
          <Members word={word} team={team} mayWrite={mayWrite} onOpen={setOpen} />
          <Supports word={word} supports={team.supports} mayWrite={mayWrite} onOpen={setOpen} />
          <Dialog
            title={open === null ? '' : titles[open.what]}
            isOpen={open !== null}
            onClose={close}
          >
            {open?.what === 'add' && (
              <AddMemberForm clientId={clientId} team={team} onClose={close} />
            )}
            {open?.what === 'change' && (
              <ChangeMemberForm
                clientId={clientId}
                member={open.member}
                team={team}
                onClose={close}
              />
            )}
            {open?.what === 'leave' && (
              <LeaveForm member={open.member} today={team.today} onClose={close} />
            )}
            {open?.what === 'support' && (
              <SupportForm clientId={clientId} support={open.support} onClose={close} />
            )}
          </Dialog>
        </>
      )}
    </Asked>
  );
}

type Part = { word: string; mayWrite: boolean; onOpen: (open: Open) => void };

function Members({ word, team, mayWrite, onOpen }: Part & { team: CareTeam }) {
  const { workers, members } = team;
  return (
    <SectionBand
      title="Care team"
      tools={
        mayWrite && (
          <Button size="small" onPress={() => onOpen({ what: 'add' })}>
            Add somebody
          </Button>
        )
      }
    >
      {workers.length + members.length === 0 && (
        <EmptyState title="Nobody is on the care team yet.">
          Add the providers who serve this {word}, and the family who support them.
        </EmptyState>
      )}
      <RowsList
        label="Care team"
        items={[
          ...workers.map(({ staffId, name, programName }) => ({
            id: `${staffId} ${programName}`,
            text: (
              <>
                <span className="strong">{name}</span>
                <span className="second">Worker, {programName}.</span>
              </>
            ),
          })),
          ...members.map((member) => ({
            id: member.careTeamMemberId,
            text: <MemberText member={member} />,
            ...(mayWrite &&
              member.until === null && {
                action: (
                  <>
                    <Button
                      size="row"
                      aria-label={`Change ${member.name}`}
                      onPress={() => onOpen({ what: 'change', member })}
                    >
                      Change
                    </Button>
                    <Button
                      size="row"
                      aria-label={`Take off ${member.name}`}
                      onPress={() => onOpen({ what: 'leave', member })}
                    >
                      Take off
                    </Button>
                  </>
                ),
              }),
          })),
        ]}
      />
    </SectionBand>
  );
}

function MemberText({ member }: { member: CareTeamMember }) {
  const { name, about, isCaseManager, isKeyProvider, servesAs, from, until } = member;
  const marks = [
    ...(isCaseManager ? ['case manager'] : []),
    ...(isKeyProvider ? ['key provider'] : []),
    ...(servesAs === '' ? [] : [servesAs]),
  ];
  return (
    <>
      <span className="strong">{name}</span>
      {marks.length > 0 && <>, {marks.join(', ')}</>}
      <span className="second">
        {about === '' ? '' : `${about}. `}
        {until === null
          ? `Since ${dayInWords(from)}.`
          : `From ${dayInWords(from)} to ${dayInWords(until)}.`}
      </span>
    </>
  );
}

function Supports({
  word,
  supports,
  mayWrite,
  onOpen,
}: Part & { supports: readonly SupportView[] }) {
  return (
    <SectionBand
      title="Family and close supports"
      tools={
        mayWrite && (
          <Button size="small" onPress={() => onOpen({ what: 'support', support: null })}>
            Add a support
          </Button>
        )
      }
    >
      {supports.length === 0 && (
        <EmptyState title="Nobody is recorded.">
          Family and others who are close may take part in conferences when the {word} agrees.
        </EmptyState>
      )}
      <RowsList
        label="Family and close supports"
        items={supports.map((support) => ({
          id: support.supportId,
          text: <SupportText support={support} />,
          ...(mayWrite &&
            support.otherClientId === null && {
              action: (
                <Button
                  size="row"
                  aria-label={`Change ${support.name}`}
                  onPress={() => onOpen({ what: 'support', support })}
                >
                  Change
                </Button>
              ),
            }),
        }))}
      />
    </SectionBand>
  );
}

function SupportText({ support }: { support: SupportView }) {
  const { name, relationship, notedEarlier, phone, email, language, otherClientId } = support;
  return (
    <>
      {otherClientId === null ? (
        <span className="strong">{name}</span>
      ) : (
        <Link href={`/clients/${otherClientId}`} look="plain">
          {name}
        </Link>
      )}
      , {relationshipWords[relationship]}
      <span className="second">
        {[
          phone,
          email,
          language === 'English' ? '' : `Speaks ${language}`,
          notedEarlier === '' ? '' : `Noted earlier: ${notedEarlier}`,
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
    </>
  );
}
