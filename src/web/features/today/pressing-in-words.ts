import { pluralOf } from '#domain/plurals.ts';
import { spelled } from './today-words.ts';

type Pressing = {
  crisis: number;
  late: number;
  /** Due before the program began here: shown apart, and in red once opened. */
  backlog: number;
  /** Written statements that are late, which no conference mends. */
  statements: number;
};

/** The end of the sentence that says what the day is like: whoever reads it must not find the contrary below. */
export function pressingInWords(pressing: Pressing, word: string, isMeeting: boolean): string {
  const people = peopleInWords(pressing, word);
  if (people === null) return `, and ${nobodyInWords(pressing)}`;
  return `${isMeeting ? ', then' : ', but'} ${people}`;
}

/** Who is in a crisis is counted there, also when something of theirs is late. */
function peopleInWords({ crisis, late }: Pressing, word: string): string | null {
  const clients = (count: number) =>
    count === 1 ? `one ${word}` : `${spelled(count)} ${pluralOf(word)}`;
  const inCrisis = `${clients(crisis)} in crisis`;
  const areLate = `${clients(late)} who ${late === 1 ? 'is' : 'are'} late`;
  if (crisis === 0) return late === 0 ? null : areLate;
  return late === 0 ? inCrisis : `${inCrisis} and ${areLate}`;
}

function nobodyInWords({ backlog, statements }: Pressing): string {
  if (backlog > 0) return 'nobody became late since the program began here';
  return statements > 0 ? 'nobody’s conference is late' : 'nobody is late';
}
