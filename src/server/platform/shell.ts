import type { Ability } from '#domain/access/abilities.ts';
import type { StaffId } from '#domain/people.ts';
import type { Asker, Database, Entered, Purpose, Tx } from './database.ts';
import type { Log } from './log.ts';
import type { Mailer } from './mailer.ts';
import type { SignIn } from './sign-in/sign-in.ts';

/** All that the outside world offers us. Tests hand in a mailbox they can open. */
export type Shell = {
  database: Database;
  /** The login that jobs and services use; it may enter as the person who asked. */
  workerDatabase: Database;
  /** The login of people outside, who come by a link: it calls the functions of its own schema and nothing else. */
  guestDatabase: Database;
  signIn: SignIn;
  /** Undefined where no SMTP server is set: mail then waits in the outbox, to be read there. */
  mailer: Mailer | undefined;
  publicOrigin: string;
  /** Every agency that is founded here is a sample, and every page says so. */
  isSample: boolean;
  auditKey: Buffer;
  log: Log;
};

/** What a use case receives: one transaction, entered by somebody for a purpose, at one moment. */
export type Visit = Omit<Entered, 'staffId'> & {
  tx: Tx;
  shell: Shell;
  purpose: Purpose;
  actor: StaffId;
  abilities: ReadonlySet<Ability>;
  /** Names rows for the audit trail beside those that the request names. */
  touch: (...ids: string[]) => void;
};

/** What work in several steps receives (an upload, a job): each step enters through the door again. */
export type Passage = {
  shell: Shell;
  asker: Asker;
  step: <T>(work: (visit: Visit) => Promise<T>) => Promise<T>;
};
