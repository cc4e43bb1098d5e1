import type { z } from 'zod';
import type { InputOf } from '#contract/endpoint.ts';
import type { addNoticeText as adding, readNoticeTexts as reading } from '#contract/statements.ts';
import { laws, lawWords, shippedTexts, textOn } from '#domain/consent/notice-texts.ts';
import { badInput } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addNoticeText as store, noticeTextsOf } from '#server/stores/disclosures/notice-texts.ts';

export async function readNoticeTexts(
  _input: object,
  visit: Visit,
): Promise<z.input<typeof reading.reply>> {
  const { today } = visit;
  const own = await noticeTextsOf(visit);
  return {
    today: today.toString(),
    laws: laws.map((law) => {
      const inForce = textOn(own, law, today)?.version;
      const all = [...shippedTexts, ...own].filter((text) => text.law === law);
      return {
        law,
        lawInWords: lawWords[law],
        texts: all.toReversed().map(({ version, body, approvedBy, effectiveFrom }) => ({
          version,
          body,
          approvedBy,
          effectiveFrom: effectiveFrom?.toString() ?? null,
          standing: standingOf(version === inForce, effectiveFrom, today),
        })),
      };
    }),
  };
}

function standingOf(
  isInForce: boolean,
  effectiveFrom: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
) {
  if (isInForce) return 'in-force' as const;
  const isToCome = effectiveFrom !== null && Temporal.PlainDate.compare(effectiveFrom, today) > 0;
  return isToCome ? ('to-come' as const) : ('past' as const);
}

/** What was printed before stays true: a text never begins in the past. */
export async function addNoticeText(
  { law, body, approvedBy, effectiveFrom }: InputOf<typeof adding>,
  visit: Visit,
) {
  const { today } = visit;
  const from = Temporal.PlainDate.from(effectiveFrom);
  if (Temporal.PlainDate.compare(from, today) < 0)
    throw badInput('effectiveFrom', 'This day is over. A text is used from today on or later.');
  const version = await store(visit, { law, body, approvedBy, effectiveFrom: from });
  return { law, version };
}
