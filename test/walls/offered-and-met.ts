import type { House } from '#test/house.ts';
import { answerTo } from '#test/walls/any-request.ts';
import type { Offer, Shown } from '#test/walls/offer.ts';

type World = {
  house: House;
  /** Who asks, by name. */
  tokens: ReadonlyMap<string, string | undefined>;
  restore: () => Promise<void>;
  shown: readonly Shown[];
};
type Question = { offer: Offer; offeredTo: Set<string>; keptFrom: Set<string> };

/** Asks of everybody whatever is shown to anybody, offered or not: what is offered is done, and what is not is refused. */
export async function offeredAndMet(world: World) {
  const differences: string[] = [];
  const done = new Set<string>();
  const questions = await questionsIn(world);
  for (const { offer, offeredTo, keptFrom } of questions)
    for (const [name, token] of world.tokens) {
      const { what, path, body } = offer;
      const answer = await answerTo(world.house, token, { method: 'POST', path, body });
      const met = metBy(answer);
      if (met === 'did') {
        done.add(deedOf(what));
        await world.restore();
      }
      const told = `${what}, ${name}: ${answer.status} ${answer.raw.slice(0, 120)}`;
      if (offeredTo.has(name) && met !== 'did') differences.push(`offered: ${told}`);
      const isNotOffered = keptFrom.has(name) || !offeredTo.has(name);
      if (isNotOffered && met !== 'refused') differences.push(`not offered: ${told}`);
    }
  const all = questions.map(({ offer }) => deedOf(offer.what));
  return {
    differences: [...new Set(differences)],
    neverDone: [...new Set(all.filter((what) => !done.has(what)))],
    asked: questions.length * world.tokens.size,
  };
}

/** Without the state in which it was asked for: nothing can be done in all of them. */
const deedOf = (what: string) => what.split(', ')[0] ?? what;

async function questionsIn({ house, tokens, shown }: World): Promise<Question[]> {
  const found = new Map<string, Question>();
  for (const { read, offers } of shown)
    for (const [name, token] of tokens) {
      const asked = { method: 'GET', path: read, body: undefined } as const;
      const { status, raw } = await answerTo(house, token, asked);
      if (status !== 200) continue;
      for (const offer of offers(JSON.parse(raw))) {
        const key = `${offer.what} ${offer.path} ${JSON.stringify(offer.body)}`;
        const question = found.get(key) ?? { offer, offeredTo: new Set(), keptFrom: new Set() };
        (offer.isOffered ? question.offeredTo : question.keptFrom).add(name);
        found.set(key, question);
      }
    }
  return [...found.values()];
}

/** That somebody else was faster, or that a field is wrong, tells nothing of who may. */
function metBy({ status, text }: { status: number; text: string }): 'did' | 'refused' | 'unread' {
  if (status === 200) return 'did';
  if (status === 403 || status === 404) return 'refused';
  return status === 409 && !text.includes('"changed-meanwhile"') ? 'refused' : 'unread';
}
