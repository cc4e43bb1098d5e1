import { useRouter, useRouterState } from '@tanstack/react-router';
import { readSession, signOut } from '#contract/session.ts';
import { acceptInvitation, readInvitation } from '#contract/sign-in.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { usePageTitle } from '#web/ui/page-head.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { SignInForm } from './sign-in-form.tsx';

type Invitation = ReplyOf<typeof readInvitation>;

/** The code stands behind the # of the address, where no server and no log sees it. */
export function AcceptInvitationPage() {
  usePageTitle('Accept your invitation');
  // Read anew when it changes: the whole link may be opened in the window that showed a half of it.
  const code = useRouterState({ select: ({ location }) => location.hash });
  return <Invited key={code} code={code} />;
}

function Invited({ code }: { code: string }) {
  const asked = useAsk(readInvitation, { code }, { enabled: code !== '' });

  return (
    <main className="solo" id="main">
      <p className="strong signin-mark">Roundtable</p>
      <h1 className="signin-lead">Accept your invitation</h1>
      {code === '' && (
        <Banner tone="late" title="This address is not complete.">
          Open the whole link that you were given.
        </Banner>
      )}
      {asked.isError && <Banner tone="late" title={troubleOf(asked.error).title} />}
      {(code === '' || asked.isError) && (
        <p className="panel-actions">
          <Link href="/sign-in" className="inline-tap">
            Back to signing in
          </Link>
        </p>
      )}
      {asked.isLoading && <Skeleton label="Looking at your invitation" rows={2} />}
      {asked.data && <Accept code={code} invitation={asked.data} />}
    </main>
  );
}

function Accept({ code, invitation }: { code: string; invitation: Invitation }) {
  const { agencyName, fullName, hasSignIn } = invitation;
  return (
    <>
      <p>
        {fullName}, {agencyName} has made you a member of its staff in Roundtable.
      </p>
      {hasSignIn ? (
        <WithOwnSignIn code={code} invitation={invitation} />
      ) : (
        <WithNewPassword code={code} invitation={invitation} />
      )}
    </>
  );
}

function useAccept() {
  const { history } = useRouter();
  const tell = useTell(acceptInvitation);
  return async (input: { code: string; password?: string }) => {
    await tell.mutateAsync(input);
    history.replace('/');
  };
}

function WithNewPassword({ code, invitation }: { code: string; invitation: Invitation }) {
  const accept = useAccept();
  return (
    <Form
      schema={acceptInvitation.input.required()}
      also={{ code }}
      label="Set your password"
      onSubmit={accept}
    >
      <p>
        You will sign in as <span className="strong">{invitation.email}</span>.
      </p>
      <TextField
        name="password"
        label="Your new password"
        hint="At least 15 characters. Several words in a row are easy to remember."
        type="password"
        autoComplete="new-password"
      />
      <div className="form-actions">
        <SubmitButton>Accept and sign in</SubmitButton>
      </div>
    </Form>
  );
}

function WithOwnSignIn({ code, invitation }: { code: string; invitation: Invitation }) {
  const accept = useAccept();
  const leave = useTell(signOut);
  const { data } = useAsk(readSession, {});
  if (!data || data.state === 'signed-out')
    return (
      <>
        <p>You have a sign-in already. Sign in with it, and the invitation is accepted.</p>
        <SignInForm email={invitation.email} onDone={() => accept({ code })} />
      </>
    );
  return (
    <Form
      schema={acceptInvitation.input.pick({ code: true })}
      also={{ code }}
      label="Accept"
      onSubmit={accept}
    >
      <p>You are signed in. Accept the invitation to work for {invitation.agencyName} as well.</p>
      <div className="form-actions">
        <SubmitButton>Accept</SubmitButton>
        <Button look="quiet" onPress={() => leave.mutate({})}>
          Sign in as somebody else
        </Button>
      </div>
    </Form>
  );
}
