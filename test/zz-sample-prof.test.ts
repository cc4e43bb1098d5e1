import { mkdtemp } from 'node:fs/promises';
import { test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { openJobs } from '#server/platform/jobs.ts';
import { jobHandlers, createApp } from '#server/app.ts';
import { openClock } from '#server/platform/one-clock.ts';
import { makeFoundingCode } from '#server/platform/founding-code.ts';
import { seedSample } from '#server/sample/seed-sample.ts';
test('p', async () => {
  const house = await startHouse();
  const jobs = await openJobs(house.logins.worker, house.shell, jobHandlers);
  const clock = openClock(house.migrator);
  let tj = 0, nj = 0, tc = 0, nc = 0;
  const t0 = performance.now(); const c0 = process.cpuUsage();
  await seedSample({ app: createApp(house.shell), publicOrigin: house.shell.publicOrigin, foundingCode: (await makeFoundingCode(house.migrator,{isWanted:true})) ?? '',
    setClock: async (m) => { const t = performance.now(); await clock.setTo(m); tc += performance.now()-t; nc++; },
    runJobs: async () => { const t = performance.now(); nj += await jobs.runWaiting(); tj += performance.now()-t; } });
  const cpu = process.cpuUsage(c0);
  console.log('total', performance.now()-t0, 'cpu', cpu.user/1000, cpu.system/1000, 'jobs', nj, tj, 'clock', nc, tc);
  const all = [...globalThis.__p].sort((a,b)=>b[1][1]-a[1][1]);
  console.log(all.map(([k,[n,t]])=>`${n} ${t.toFixed(0)} ${(t/n).toFixed(1)} ${k}`).join('\n'));
  await clock.release(); await jobs.stop(); await house.close();
}, 200000);
