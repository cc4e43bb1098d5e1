import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { comesTrue } from './browser.ts';

/** A page, or a part of it that has a role and a name. */
export type Place = Page | Locator;

const pageOf = (place: Place): Page => ('page' in place ? place.page() : place);
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const comesSoon = (wanted: Locator) =>
  wanted.waitFor({ timeout: 10_000 }).then(
    () => true,
    () => false,
  );

/** Chooses from a short list; what is chosen already stands in the button's name too. */
export async function choose(place: Place, label: string, option: string | RegExp) {
  const button = place.getByRole('button', { name: new RegExp(`${literally(label)}( |$)`) });
  const wanted = pageOf(place).getByRole('option', { name: option }).first();
  await button.click();
  // Where the page moved under the hand the press went nowhere, and whoever sees no list presses again.
  const isOpen = async () => (await pageOf(place).getByRole('listbox').count()) > 0;
  if (!(await comesSoon(wanted)) && !(await isOpen())) await button.click();
  await wanted.click();
  // While it fades the list still is a dialog of its own.
  await wanted.waitFor({ state: 'detached' });
  // A key that is pressed before the focus is given back goes nowhere.
  const isGivenBack = () => document.activeElement !== document.body;
  await comesTrue(pageOf(place), isGivenBack, 2_000);
}

/** Something in it has the focus: a key that is pressed before goes to whatever is behind it. */
export async function hasFocus(place: Locator) {
  const isInside = () => place.evaluate((box) => box.contains(document.activeElement));
  await expect.poll(isInside).toBe(true);
}

/** Leaves what is open by its key. */
export async function escape(place: Locator) {
  await hasFocus(place);
  await place.page().keyboard.press('Escape');
}

/** Types the beginning of a name and takes the first that is offered, by keyboard. */
export async function find(place: Place, label: string, name: string) {
  const box = place.getByRole('combobox', { name: label });
  await box.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const first = pageOf(place).getByRole('option').first();
  const offered = first.filter({ hasText: name });
  await box.fill(name);
  if (!(await comesSoon(offered))) {
    await box.fill('');
    await box.fill(name);
  }
  await offered.waitFor();
  // On a slow machine the list may still be opening: nobody presses Enter before the first is marked.
  const isMarked = async () => {
    await box.press('ArrowDown');
    const at = await box.getAttribute('aria-activedescendant');
    return at !== null && at === (await first.getAttribute('id'));
  };
  // Where the page moves the list closes beneath the hand, and whoever sees that nothing was chosen does it again.
  const isChosen = async () => {
    if (!(await isMarked())) return false;
    await box.press('Enter');
    await first.waitFor({ state: 'detached', timeout: 2_000 }).catch(() => null);
    return (await first.count()) === 0;
  };
  await expect.poll(isChosen).toBe(true);
}

/** A date part by part, as a person types it who never opens the calendar. */
export async function typeDate(place: Place, label: string, iso: string) {
  const [year = '', month = '', day = ''] = iso.split('-');
  await place.getByRole('spinbutton', { name: new RegExp(`^month, ${label}`) }).press('Backspace');
  await pageOf(place).keyboard.type(`${month}${day}${year}`);
}

export async function typeTime(place: Place, label: string, time: string) {
  await place.getByRole('spinbutton', { name: new RegExp(`^hour, ${label}`) }).focus();
  await pageOf(place).keyboard.type(time);
}

/** Ticks a box by its key: the mark that one sees is drawn beside the box itself. */
export async function tick(place: Place, name: string | RegExp) {
  const box = place.getByRole('checkbox', { name }).first();
  if (!(await box.isChecked())) await box.press('Space');
  const ticked = place.getByRole('checkbox', { name, checked: true });
  await ticked.first().waitFor({ state: 'attached' });
}

/** One of several ways, by its key. */
export async function take(place: Place, name: string | RegExp) {
  await place.getByRole('radio', { name }).press('Space');
  await place.getByRole('radio', { name, checked: true }).waitFor({ state: 'attached' });
}

/** Puts a row among those that are selected, by its key. */
export async function select(place: Place, name: string) {
  const row = new RegExp(literally(name));
  await place.getByRole('row', { name: row }).press('x');
  await place.getByRole('row', { name: row, selected: true }).waitFor();
}

/** Text without the white space that layout puts in. */
export const wordsOf = async (locator: Locator) =>
  ((await locator.textContent()) ?? '').replace(/\s+/g, ' ').trim();
