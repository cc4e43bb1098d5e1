import { readAccount } from '#contract/account.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { AccessPart } from './access-part.tsx';
import { CodesPart } from './codes-part.tsx';
import { PasskeysPart } from './passkeys-part.tsx';
import { PasswordPart } from './password-part.tsx';
import { SessionsPart } from './sessions-part.tsx';

/** How one signs in, and where one is signed in now. */
export function AccountPage() {
  const asked = useAsk(readAccount, {});
  const { data } = asked;
  const isBare = data && !data.hasCodes && data.passkeys.length === 0;

  return (
    <>
      <PageHead title="Your account" {...(data && { lead: data.email })} />
      {asked.isError && (
        <Banner
          tone="late"
          title={troubleOf(asked.error).title}
          onRetry={() => void asked.refetch()}
        />
      )}
      {asked.isLoading && <Skeleton label="Loading your account" />}
      {isBare && (
        <Banner tone="soon" title="Only a password protects this account.">
          Add a passkey, or sign-in codes: whoever learns your password then still cannot get in.
        </Banner>
      )}
      {data && (
        <>
          <AccessPart />
          <PasskeysPart passkeys={data.passkeys} />
          <CodesPart hasCodes={data.hasCodes} />
          <PasswordPart />
          <SessionsPart sessions={data.sessions} />
        </>
      )}
    </>
  );
}
