import { lawsFor } from '#domain/consent/notice-texts.ts';
import type { ClientId, SensitivityClass } from '#domain/people.ts';
import type { GuestVisit } from '#server/platform/guest-door.ts';
import { Refused } from '#server/platform/refused.ts';
import { noticesOn } from '#server/stores/disclosures/notice-texts.ts';
import { guestForms } from '#server/stores/guest/guest-forms.ts';
import {
  guestActions,
  guestConference,
  guestReasons,
  guestReviews,
  noteShown,
} from '#server/stores/guest/guest-reading.ts';
import { isCalledOff, showGuestMeeting, type Told } from './show-guest-meeting.ts';

/** Consent that ends while the page is read makes it be read anew; that it ends this often within one request is no chance. */
const mostReadings = 3;

/** What consent lets this person read of the conference at this moment, written down before it leaves. */
export async function readAsGuest(visit: GuestVisit) {
  for (let reading = 0; reading < mostReadings; reading += 1) {
    const told = await readTold(visit);
    if (await isWrittenDown(visit, told)) return showGuestMeeting(told, visit);
  }
  throw new Refused('guest-over');
}

async function readTold(visit: GuestVisit): Promise<Told> {
  const conference = await guestConference(visit);
  if (!conference) throw new Refused('guest-over');
  const reviews = await guestReviews(visit);
  const words = isCalledOff(conference) ? noWords : await wordsFor(visit);
  const told = { conference, reviews, ...words };
  const classes = [...classesToldOf(told).values()].flat();
  return { ...told, notices: await noticesOn(visit, lawsFor(classes), visit.today) };
}

type Words = Pick<Told, 'reasons' | 'actions' | 'forms'>;

const noWords: Words = { reasons: [], actions: [], forms: [] };

const wordsFor = async (visit: GuestVisit): Promise<Words> => ({
  reasons: await guestReasons(visit),
  actions: await guestActions(visit),
  forms: await guestForms(visit),
});

/** Of a meeting that is called off the page tells of nobody. */
function classesToldOf({
  conference,
  reviews,
  reasons,
  actions,
}: Omit<Told, 'notices'>): Map<ClientId, SensitivityClass[]> {
  if (isCalledOff(conference)) return new Map();
  const words = Map.groupBy([...reasons, ...actions], ({ clientId }) => clientId);
  return new Map(
    reviews.map(({ clientId, classes }) => {
      const ofWords = (words.get(clientId) ?? []).map((each) => each.class);
      return [clientId, [...new Set([...classes, ...ofWords])]];
    }),
  );
}

/** False where consent was ended while it was read. */
async function isWrittenDown(visit: GuestVisit, told: Told): Promise<boolean> {
  for (const [clientId, classes] of classesToldOf(told)) {
    visit.touch(clientId);
    if (!(await noteShown(visit, clientId, { classes, texts: told.notices }))) return false;
  }
  return true;
}
