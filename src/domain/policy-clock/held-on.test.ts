import { expect, test } from 'vitest';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import { attemptLacks } from './documentation-findings.ts';
import { day, enrolled, facts, plain, recordedOn, review, when } from './given-facts.ts';
import { emailHeldOn, heldOn, type ThreadMessage } from './held-on.ts';
import { obligations } from './obligations.ts';

const zone = 'America/New_York';
const at = (iso: string) => Temporal.Instant.from(iso);
const request: ThreadMessage = {
  sentAt: at('2026-05-01T14:00:00Z'),
  from: 'team',
  isSubstantive: true,
};

test('a conference belongs to the local date of its start, also across midnight', () => {
  expect(heldOn(at('2026-05-02T03:30:00Z'), zone).toString()).toBe('2026-05-01');
});

test('an e-mail thread is held when the provider answers, and counts from there (REQ-143, T4)', () => {
  const thread: ThreadMessage[] = [
    { sentAt: at('2026-05-06T13:00:00Z'), from: 'provider', isSubstantive: true },
    request,
    { sentAt: at('2026-05-02T13:00:00Z'), from: 'provider', isSubstantive: false },
  ];
  const repliedOn = emailHeldOn(thread, zone);
  if (repliedOn === null) throw new Error('expected the reply to make it a conference');
  const written = review('2026-05-06', {
    heldOn: repliedOn,
    mode: 'email',
    startAt: null,
    endAt: null,
  });
  const complete = { ...written, documented: [...written.documented, 'attachments'] as const };

  const [duty] = obligations(
    enrolled([healthHome], '2026-01-02'),
    facts({ reviews: [complete] }),
    when('2026-05-07'),
  );

  expect(plain(duty?.anchor)).toMatchObject({ kind: 'conference', on: '2026-05-06' });
  expect(duty?.dueOn?.toString()).toBe('2026-11-06');
});

test('a request without a reply is an attempt that changes nothing but its label (REQ-157, T5)', () => {
  expect(emailHeldOn([request], zone)).toBeNull();

  const attempt = {
    id: 'attempt-1',
    on: day('2026-05-01'),
    artifacts: [],
    ...recordedOn('2026-05-01'),
  };
  const enrollment = enrolled([healthHome], '2025-11-15');
  const [before] = obligations(enrollment, facts({}), when('2026-05-08'));
  const [after] = obligations(enrollment, facts({ attempts: [attempt] }), when('2026-05-08'));

  expect(plain(after?.flags.attempts)).toEqual({ count: 1, lastOn: '2026-05-01' });
  expect({ ...after, flags: null }).toEqual({ ...before, flags: null });
});

test('an attempt is written into both documents as well (REQ-160, T5)', () => {
  const attempt = { id: 'attempt-1', on: day('2026-05-01'), ...recordedOn('2026-05-01') };

  expect(attemptLacks({ ...attempt, artifacts: ['conference_assessment'] }, healthHome)).toEqual([
    'plan_activity_note',
  ]);
});
