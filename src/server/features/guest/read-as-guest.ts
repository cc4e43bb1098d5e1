import { laws, textsFor, type NoticeText } from '#domain/consent/notice-texts.ts';
import { ReadOnceWritten, type GuestVisit } from '#server/platform/guest-door.ts';
import { Refused } from '#server/platform/refused.ts';
import { noticesOn } from '#server/stores/disclosures/notice-texts.ts';
import { guestForms } from '#server/stores/guest/guest-forms.ts';
import {
  guestActions,
  guestConference,
  guestReasons,
  guestReviews,
  notePage,
} from '#server/stores/guest/guest-reading.ts';
import { isCalledOff, showGuestMeeting, type Told } from './show-guest-meeting.ts';

type Words = Pick<Told, 'reviews' | 'reasons' | 'actions' | 'forms'>;

/** Of a meeting that is called off the page tells of nobody. */
const noWords: Words = { reviews: [], reasons: [], actions: [], forms: [] };

/** What consent lets this person read of the conference at this moment, of which all that is shown was written down before. */
export async function readAsGuest(visit: GuestVisit) {
  const conference = await guestConference(visit);
  if (!conference) throw new Refused('guest-over');
  const texts = await noticesOn(visit, laws, visit.today);
  const words = isCalledOff(conference) ? noWords : await wordsFor(visit, texts);
  const notices = textsFor(classesIn(words), texts);
  return showGuestMeeting({ conference, ...words, notices }, visit);
}

/** Read before the log is asked once more: what consent was taken back for meanwhile does not leave. */
async function wordsFor(visit: GuestVisit, texts: readonly NoticeText[]): Promise<Words> {
  const words = {
    reviews: await guestReviews(visit),
    reasons: await guestReasons(visit),
    actions: await guestActions(visit),
    forms: await guestForms(visit),
  };
  const noted = await notePage(visit, texts);
  if (noted.length === 0) throw new Refused('guest-over');
  visit.touch(...noted.map(({ clientId }) => clientId));
  if (noted.some(({ stood }) => !stood)) throw new ReadOnceWritten();
  return words;
}

const classesIn = ({ reviews, reasons, actions }: Words) => [
  ...reviews.flatMap(({ classes }) => classes),
  ...[...reasons, ...actions].map((words) => words.class),
];
