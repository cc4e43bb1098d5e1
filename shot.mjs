import { chromium } from 'playwright-core';
const [origin, email, password, outDir, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-background-networking','--no-first-run','--disable-component-update','--disable-sync'] });
for (const [w, h, scheme] of [[1440, 900, 'light'], [390, 844, 'dark']]) {
  const ctx = await browser.newContext({ viewport: { width: w, height: h }, colorScheme: scheme, reducedMotion: 'reduce', timezoneId: 'America/New_York', locale: 'en-US' });
  const page = await ctx.newPage();
  await page.goto(origin + '/sign-in');
  await page.getByLabel('Work email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in with a password' }).click();
  await page.waitForURL(origin + '/');
  let i = 0;
  for (const p of paths) {
    if (p.startsWith('click:')) { await page.getByText(p.slice(6)).first().click(); await page.waitForTimeout(1500); }
    else { await page.goto(origin + p); await page.waitForLoadState('networkidle'); await page.waitForTimeout(400); }
    await page.screenshot({ path: `${outDir}/${i}-${w}-${scheme}.png`, fullPage: w === 390 ? false : false });
    console.log(i, p, page.url()); i += 1;
  }
  await ctx.close();
}
await browser.close();
