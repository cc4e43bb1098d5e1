import * as account from '#contract/account.ts';
import * as recovery from '#contract/recovery.ts';
import * as session from '#contract/session.ts';
import * as signIn from '#contract/sign-in.ts';
import { publicRoute } from '#server/platform/public-route.ts';
import { accountRoute } from '#server/platform/route-own-account.ts';
import { acceptInvitation, readInvitation } from './accept-invitation.ts';
import { askForRecovery } from './ask-for-recovery.ts';
import { enterCode } from './enter-code.ts';
import {
  chooseAgencyToWorkFor,
  keepSession,
  lockSession,
  proveSession,
  readSession,
  signOut,
  unlockSession,
} from './hold-session.ts';
import { readRecovery, recover } from './recover.ts';
import * as own from './own-account.ts';
import { askForPasskey, signInWithPasskey } from './sign-in-with-passkey.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

export const signInRoutes = [
  publicRoute(session.readSession, (_input, outside) => readSession(outside)),
  publicRoute(session.chooseAgency, ({ agencyId }, outside) =>
    chooseAgencyToWorkFor(agencyId, outside),
  ),
  publicRoute(session.lockSession, (_input, outside) => lockSession(outside)),
  publicRoute(session.keepSession, (_input, outside) => keepSession(outside)),
  publicRoute(session.unlockSession, ({ password }, outside) => unlockSession(password, outside)),
  publicRoute(session.proveSession, ({ password }, outside) => proveSession(password, outside)),
  publicRoute(session.signOut, (_input, outside) => signOut(outside)),
  publicRoute(signIn.signInWithPassword, signInWithPassword),
  publicRoute(signIn.enterCode, enterCode),
  publicRoute(signIn.askForPasskey, (_input, outside) => askForPasskey(outside)),
  publicRoute(signIn.signInWithPasskey, signInWithPasskey),
  publicRoute(signIn.readInvitation, ({ code }, outside) => readInvitation(code, outside)),
  publicRoute(signIn.acceptInvitation, acceptInvitation),
  publicRoute(recovery.askForRecovery, ({ email }, outside) => askForRecovery(email, outside)),
  publicRoute(recovery.readRecovery, ({ code }, outside) => readRecovery(code, outside)),
  publicRoute(recovery.recover, recover),
  accountRoute(account.readAccount, (_input, home) => own.readAccount(home)),
  accountRoute(account.changePassword, own.changePassword),
  accountRoute(account.startCodes, ({ password }, home) => own.startCodes(password, home)),
  accountRoute(account.confirmCodes, ({ code }, home) => own.confirmCodes(code, home)),
  accountRoute(account.stopCodes, ({ password }, home) => own.stopCodes(password, home)),
  accountRoute(account.askForNewPasskey, ({ password }, home) =>
    own.askForNewPasskey(password, home),
  ),
  accountRoute(account.addPasskey, own.addPasskey),
  accountRoute(account.removePasskey, ({ passkeyId }, home) => own.removePasskey(passkeyId, home)),
  accountRoute(account.endSession, ({ sessionId }, home) => own.endSession(sessionId, home)),
];
