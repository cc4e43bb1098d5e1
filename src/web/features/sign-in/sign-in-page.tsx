import { chooseAgency, readSession, signOut, type Session } from '#contract/session.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { usePageTitle } from '#web/ui/page-head.tsx';
import { Link } from '#web/ui/link.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { SignInForm } from './sign-in-form.tsx';

export function SignInPage() {
  const { data } = useAsk(readSession, {});
  const isChoosing = data?.state === 'choose-agency';
  const title = isChoosing ? 'Choose an agency' : 'Sign in';
  usePageTitle(title);

  return (
    <main className="signin" id="main">
      <section>
        <p className="strong signin-mark">Roundtable</p>
        <h1 className="signin-lead">{title}</h1>
        {data && isChoosing ? (
          <ChooseAgency agencies={data.agencies} />
        ) : (
          <>
            <SignInForm />
            <p className="signin-lost">
              <Link href="/recover" className="inline-tap">
                I cannot sign in
              </Link>
            </p>
          </>
        )}
      </section>
      <aside className="signin-side">
        <h2>You were invited?</h2>
        <p>Open the link that you were given. It lets you set your password.</p>
        <h2>A shared computer?</h2>
        <p>
          Roundtable keeps nothing about anybody’s case on this machine. It locks after 15 minutes
          without use and warns you 2 minutes before.
        </p>
        <p className="notice">
          After 5 misses the account is locked for 15 minutes. An administrator can unlock it
          sooner.
        </p>
      </aside>
    </main>
  );
}

function ChooseAgency({ agencies }: Pick<Session, 'agencies'>) {
  const choose = useTell(chooseAgency);
  const leave = useTell(signOut);
  const quit = (
    <Button look="quiet" onPress={() => leave.mutate({})}>
      Sign out
    </Button>
  );
  if (agencies.length === 0)
    return (
      <Banner tone="info" title="You are not on the staff of any agency now." action={quit}>
        An administrator can bring you back.
      </Banner>
    );

  return (
    <Form
      schema={chooseAgency.input}
      label="Choose an agency"
      onSubmit={async (values) => {
        await choose.mutateAsync(values);
      }}
    >
      <RadioGroup
        name="agencyId"
        label="You work for several agencies"
        options={agencies.map(({ agencyId, name }) => ({ id: agencyId, label: name }))}
      />
      <div className="form-actions">
        <SubmitButton>Go on</SubmitButton>
        {quit}
      </div>
    </Form>
  );
}
