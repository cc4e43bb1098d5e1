import { alternateRoutes } from '#domain/attempts/alternate-routes.ts';
import { type NextStep, nextStepCodes, nextStepWords } from '#domain/attempts/attempt-words.ts';
import type { AttemptEnrollment, ReachableView } from '#contract/attempts.ts';
import type { Option } from '#web/ui/option.ts';

type Tried = {
  to: ReachableView | null;
  channel: string;
  enrollment: Pick<AttemptEnrollment, 'emailCounts' | 'conference'>;
};

/** The next steps, each with whom else one could ask: so that nobody has to look it up. */
export function nextStepOptions(
  people: readonly ReachableView[],
  { to, channel, enrollment: { emailCounts, conference } }: Tried,
): Option[] {
  const routes =
    to === null ? [] : alternateRoutes({ to: to.person, channel, emailCounts }, people);
  const namesFor = (reason: 'care-team' | 'managed-care-plan') =>
    routes
      .flatMap((route) =>
        route.kind === 'person' && route.because === reason ? [inWords(route.reachable)] : [],
      )
      .join('; ');
  const details: Partial<Record<NextStep, string>> = {
    'other-contact': namesFor('care-team'),
    'ask-managed-care-plan': namesFor('managed-care-plan'),
    write: routes.some(({ kind }) => kind === 'email')
      ? `By email: a ${conference} by email counts here.`
      : '',
  };
  return nextStepCodes.map((id) => {
    const detail = details[id] ?? '';
    return { id, label: nextStepWords[id], ...(detail === '' ? {} : { detail }) };
  });
}

const inWords = ({ name, about }: Pick<ReachableView, 'name' | 'about'>) =>
  about === '' ? name : `${name}, ${about}`;
