import { useRouterState } from '@tanstack/react-router';
import { askForRecovery } from '#contract/recovery.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Form } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { usePageTitle } from '#web/ui/page-head.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { NewPassword } from './new-password.tsx';

/** The way back in: without a code it asks for one, with a code behind the # it sets a new password. */
export function RecoverPage() {
  // Read anew when it changes: the link may be opened in the very window that asked for it.
  const code = useRouterState({ select: ({ location }) => location.hash });
  const title = code === '' ? 'I cannot sign in' : 'Set a new password';
  usePageTitle(title);

  return (
    <main className="solo" id="main">
      <p className="strong signin-mark">Roundtable</p>
      <h1 className="signin-lead">{title}</h1>
      {code === '' ? <AskForLink /> : <NewPassword key={code} code={code} />}
    </main>
  );
}

function AskForLink() {
  const tell = useTell(askForRecovery);
  if (tell.data)
    return tell.data.sendsMail ? (
      <Banner tone="info" title="Look into your mailbox." action={<BackToSignIn />}>
        If this address has a sign-in, a link for a new password is on its way. It works once, for
        half an hour. Nothing there? Look among unwanted mail, or ask an administrator of your
        agency: they can make a link for you.
      </Banner>
    ) : (
      <Banner tone="info" title="Ask an administrator of your agency." action={<BackToSignIn />}>
        No mail leaves this installation. If this address has a sign-in, administrators now see in
        the outbox that you asked, and can make a link for you on the staff page. Is there no
        administrator who can sign in? Whoever runs Roundtable can make a link where it runs.
      </Banner>
    );

  return (
    <Form
      schema={askForRecovery.input}
      label="Ask for a link"
      onSubmit={async (values) => {
        await tell.mutateAsync(values);
      }}
    >
      <p>
        You get a link to set a new password. Sign-in codes and passkeys stay as they are; if you
        have lost those too, ask an administrator of your agency.
      </p>
      <TextField name="email" label="Work email" type="email" autoComplete="username" autoFocus />
      <div className="form-actions">
        <SubmitButton>Send me a link</SubmitButton>
        <BackToSignIn />
      </div>
    </Form>
  );
}

const BackToSignIn = () => (
  <Link href="/sign-in" look="quiet">
    Back to signing in
  </Link>
);
