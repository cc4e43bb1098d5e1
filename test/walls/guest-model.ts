import type { AskedState, ConsentState, MeetingState, Step } from '#test/walls/guest-steps.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

type Link = {
  /** Of which mail of ours it is, or of one that was asked for by its link. */
  letter: number;
  endsAt: number;
  isUsed: boolean;
  isEnded: boolean;
  wrong: number;
  code: number | null;
};
type Visit = { link: Link; begun: number; used: number; isEnded: boolean };

/** What may be open to one guest and what not, in plain words: written from the decision 0540, not from its functions. Newest first. */
export class GuestModel {
  now = 0;
  links: Link[] = [];
  visits: Visit[] = [];
  letter = 0;
  /** What was asked for by the links of this one. */
  letters: number[] = [];
  consent: ConsentState = 'given';
  asked: AskedState = 'asked';
  meeting: MeetingState = 'scheduled';
  readonly plannedEnd: number;

  constructor(plannedEnd: number) {
    this.plannedEnd = plannedEnd;
  }

  #isAlive = (link: Link) => !link.isEnded && this.now < link.endsAt;
  /** Whether consent lets them know anything of this meeting. */
  #tells = () =>
    this.consent === 'given' &&
    this.asked === 'asked' &&
    this.meeting !== 'discarded' &&
    this.meeting !== 'void';

  /** Whether the mail gets one. */
  link(by: Extract<Step, { kind: 'link' }>['by']): boolean {
    const lasts = {
      invitation: () => Math.max(this.plannedEnd, this.now) + day,
      change: () => Math.max(this.plannedEnd, this.now) + day,
      document: () => this.now + 7 * day,
      'guest-link': () =>
        Math.max(...this.links.map(({ endsAt }) => endsAt), Number.NEGATIVE_INFINITY),
    };
    const endsAt = lasts[by]();
    if (endsAt <= this.now) return false;
    for (const link of this.links) link.isEnded = true;
    if (by !== 'guest-link') {
      this.letter += 1;
      this.letters = [];
    }
    const { letter } = this;
    this.links.unshift({ letter, endsAt, isUsed: false, isEnded: false, wrong: 0, code: null });
    return true;
  }

  /** Whether a letter is written. */
  ask(wanted: 'code' | 'link', at: number): boolean {
    const link = this.links[at];
    this.letters = this.letters.filter((asked) => asked > this.now - hour);
    if (!link || link.letter < this.letter || this.letters.length >= 5 || !this.#tells())
      return false;
    if (this.links.every(({ endsAt }) => endsAt <= this.now)) return false;
    if (wanted === 'code' && (link.isUsed || !this.#isAlive(link))) return false;
    this.letters.push(this.now);
    return true;
  }

  /** Whether there is a link for it: the one that is open. */
  code(): boolean {
    const link = this.links.find((each) => !each.isUsed && this.#isAlive(each));
    if (link) link.code = this.now;
    return link !== undefined;
  }

  type(at: number, isRight: boolean): 'open' | 'guest-code-wrong' | 'guest-over' {
    const link = this.links[at];
    if (!link || link.isUsed || !this.#isAlive(link) || !this.#tells()) return 'guest-over';
    if (!isRight || link.code === null || this.now - link.code >= 10 * minute) {
      link.wrong += 1;
      link.isEnded = link.wrong >= 5;
      return link.isEnded ? 'guest-over' : 'guest-code-wrong';
    }
    link.isUsed = true;
    this.visits.unshift({ link, begun: this.now, used: this.now, isEnded: false });
    return 'open';
  }

  #enters(at: number): Visit | undefined {
    const visit = this.visits[at];
    if (!visit || visit.isEnded || !this.#isAlive(visit.link)) return undefined;
    if (this.now - visit.used >= 30 * minute || this.now - visit.begun >= 12 * hour)
      return undefined;
    visit.used = this.now;
    // What is taken back does not come alive by itself.
    visit.isEnded = !this.#tells();
    return visit.isEnded ? undefined : visit;
  }

  look = (at: number): boolean => this.#enters(at) !== undefined;

  answer(at: number): 'taken' | 'guest-too-late' | 'guest-over' {
    if (!this.look(at)) return 'guest-over';
    return this.meeting === 'scheduled' ? 'taken' : 'guest-too-late';
  }

  /** Whoever is not in cannot leave. */
  leave(at: number): boolean {
    const visit = this.#enters(at);
    if (visit) visit.isEnded = true;
    return visit !== undefined;
  }
}
