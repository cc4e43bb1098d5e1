import { describe, expect, test } from 'vitest';
import { cfp } from '#domain/program-policy/presets/cfp.ts';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import { supportive } from '#domain/program-policy/presets/supportive.ts';
import type { Enrollment, Facts } from './facts.ts';
import {
  caseManager,
  day,
  enrolled,
  facts,
  physician,
  plain,
  plan,
  recordedOn,
  review,
  trigger,
  when,
} from './given-facts.ts';
import { obligations } from './obligations.ts';
import { whyOf } from './why.ts';

function why(enrollment: Enrollment, known: Partial<Facts>, asOf: string, at = 0) {
  const asked = { enrollment, facts: facts(known), when: when(asOf) };
  const status = obligations(enrollment, asked.facts, asked.when)[at];
  const told = status === undefined ? null : whyOf(status, asked);
  if (told === null) throw new Error('expected an obligation with its reasons');
  return told;
}

const inHealthHome = enrolled([healthHome], '2025-01-06');
const inComprehensive = enrolled([comprehensive], '2026-03-03');

describe('the arithmetic', () => {
  test('shows six months and the month end that clamped them (REQ-132)', () => {
    expect(why(inHealthHome, { reviews: [review('2025-08-31')] }, '2026-02-01')).toMatchObject({
      arithmetic: 'held 31 Aug 2025 + 6 calendar months = 28 Feb 2026, month end',
      setBy: { by: 'conference', id: 'review-2025-08-31' },
      moved: null,
    });
    expect(why(inHealthHome, { reviews: [review('2025-08-28')] }, '2026-02-01').arithmetic).toBe(
      'held 28 Aug 2025 + 6 calendar months = 28 Feb 2026',
    );
  });

  test('shows days, from the enrollment while nothing was held (REQ-027)', () => {
    expect(why(inComprehensive, {}, '2026-04-01')).toMatchObject({
      arithmetic: 'enrolled 3 Mar 2026 + 180 days = 30 Aug 2026',
      setBy: null,
    });
  });

  test('shows what a fixed cycle multiplies', () => {
    const cycle = {
      ...healthHome,
      cadence: healthHome.cadence.map((rule) =>
        rule.kind === 'interval'
          ? { ...rule, anchor: 'fixed_cycle_from_enrollment' as const }
          : rule,
      ),
    };
    const enrollment = enrolled([cycle], '2025-08-31');

    expect(why(enrollment, { reviews: [review('2026-02-10')] }, '2026-03-01')).toMatchObject({
      arithmetic: 'enrolled 31 Aug 2025 + 2 × 6 calendar months = 31 Aug 2026',
      quote:
        'A case conference is required every six calendar months, always counted from enrollment.',
    });
  });

  test('keeps the sum beside the date to which a pause moved it', () => {
    const pausing = {
      ...comprehensive,
      cadence: comprehensive.cadence.map((rule) => ({
        ...rule,
        pauses: ['incarcerated'],
        resumeDays: 14,
      })),
    };
    const pauses = [
      {
        id: 'pause-1',
        kind: 'incarcerated',
        from: day('2026-07-01'),
        resumedOn: day('2026-09-01'),
        ...recordedOn('2026-07-01'),
      },
    ];

    expect(why(enrolled([pausing], '2026-03-03'), { pauses }, '2026-09-02')).toMatchObject({
      arithmetic: 'enrolled 3 Mar 2026 + 180 days = 30 Aug 2026',
      moved: 'moved from 30 Aug 2026 to 15 Sep 2026 by a pause',
    });
  });

  test('says of a change that no date was set, and of a program that it sets none', () => {
    const changed = { triggers: [trigger('nonadherence', '2026-03-03')] };

    expect(why(inHealthHome, changed, '2026-03-10', 1)).toMatchObject({
      arithmetic: 'reported 3 Mar 2026; the rule sets no date',
      quote: 'A case conference is required after: Not taking medication or treatment.',
    });
    expect(why(enrolled([supportive], '2026-01-05'), {}, '2026-03-10')).toMatchObject({
      arithmetic: null,
      quote: 'The program sets no routine date for a case conference.',
      wouldSatisfy: [],
    });
  });

  test('counts a reassessment from its own date (REQ-099)', () => {
    const reassessments = [{ id: 'r', on: day('2026-05-20'), ...recordedOn('2026-05-20') }];

    expect(why(enrolled([cfp], '2026-01-05'), { reassessments }, '2026-05-25')).toMatchObject({
      arithmetic: 'reassessment 20 May 2026 + 30 days = 19 Jun 2026',
      quote:
        'A Case Conference is required at each reassessment: from 30 days before it to 30 days after it.',
    });
  });
});

test('the rule is quoted with its policy, version and source (REQ-183)', () => {
  expect(plain(why(inHealthHome, {}, '2025-02-01'))).toMatchObject({
    quote:
      'A case conference is required at least every six calendar months, counted from the last case conference that counts.',
    source: {
      title: 'Case conferencing (1.009)',
      version: 1,
      inForceFrom: '2000-01-01',
      citations: ['Health Home policy 1.009, Case Conferencing'],
    },
  });
});

describe('the reviews since then', () => {
  test('say in plain words why they did not count, and what to do', () => {
    const withThePlan = review('2025-09-10', { attendees: [caseManager, plan] });
    const unfinished = review('2025-09-20', { finalizedAt: null });
    const { lookedAt } = why(
      inHealthHome,
      { reviews: [unfinished, withThePlan, review('2025-08-31')] },
      '2025-10-01',
    );

    expect(lookedAt.map(({ text }) => text)).toEqual([
      'Held 10 Sep 2025: does not count',
      'Held 20 Sep 2025: counts once its record is finished',
    ]);
    expect(lookedAt[0]?.reasons).toEqual([
      {
        code: 'NO_REQUIRED_PROVIDER_CLASS',
        text: 'None of the providers that the program asks for was there: medical, behavioral health, social services.',
        remedy:
          'It is closed, and counts by what was known then. Invite one of them to the next one.',
      },
    ]);
    expect(lookedAt[1]?.reasons.map(({ code }) => code)).toEqual(['DOC_INCOMPLETE']);
  });

  test('are those known at the time, and not those of later', () => {
    const asked = { enrollment: inHealthHome, facts: facts({ reviews: [review('2025-09-10')] }) };
    const before = { ...asked, when: when('2025-09-09') };
    const [status] = obligations(inHealthHome, before.facts, before.when);

    expect(status && whyOf(status, before)?.lookedAt).toEqual([]);
  });

  test('name the one that satisfied a change', () => {
    const known = {
      triggers: [trigger('nonadherence', '2026-03-03')],
      reviews: [review('2026-03-05')],
    };

    expect(why(inHealthHome, known, '2026-03-10', 1).lookedAt).toMatchObject([
      { verdict: 'satisfies', text: 'Held 5 Mar 2026: it satisfies this' },
    ]);
  });
});

test('what would satisfy the duty is told from the policy (REQ-133)', () => {
  expect(why(inHealthHome, {}, '2025-02-01').wouldSatisfy).toEqual([
    'The care manager takes part',
    'At least 1 provider from outside the team',
    'One of them is of this kind: medical, behavioral health or social services',
    'It is held in one of these ways: in person, by video, by telephone, partly in person or by e-mail',
    'Everybody can answer',
    'It names at least 1 reason on the program’s list',
    'It is written down with log of the exchange and follow-up plan',
    'It has its documents: conference assessment and plan activity note',
    'It is closed',
  ]);
});

test('a policy version that is gone explains nothing', () => {
  const known = { enrollment: inHealthHome, facts: facts({}), when: when('2025-02-01') };
  const [status] = obligations(inHealthHome, known.facts, known.when);

  expect(
    status && whyOf(status, { ...known, enrollment: { ...inHealthHome, policies: [] } }),
  ).toBeNull();
});

test('a conference of the physician and the case manager satisfies what is asked', () => {
  const held = review('2025-09-10', { attendees: [caseManager, physician] });

  expect(why(inHealthHome, { reviews: [held] }, '2025-10-01')).toMatchObject({
    setBy: { id: 'review-2025-09-10' },
    lookedAt: [],
  });
});
