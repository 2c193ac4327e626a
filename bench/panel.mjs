// What a user waits for, in a real VS Code: from the command to the verdict in the panel, and the activation before it.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { main, root, temporaryFolder } from '../scripts/processes.mjs';
import { openWindow } from '../scripts/vscode-window.mjs';

const runs = 5;
const title = 'BN Gradcheck: Check Array Literal';

main(async () => {
  const folder = temporaryFolder();
  const sizes = [
    [4, 5],
    [100, 500],
  ];
  // Two files of a size, so that the verdict changes from one check to the next.
  for (const [N, D] of sizes) {
    for (const seed of [1, 2])
      writeFileSync(path.join(folder, `x${N}x${D}-${seed}.py`), pythonArray(N, D, seed));
  }
  const { page, driver, close } = await openWindow({ folder, developmentPath: root });
  try {
    for (const [N, D] of sizes) {
      const times = { anew: [], open: [] };
      for (let run = 0; run <= runs; run++) {
        for (const seed of [1, 2]) {
          await page
            .locator('.explorer-folders-view .monaco-list-row', { hasText: `x${N}x${D}-${seed}.py` })
            .dblclick();
          await page.locator('.monaco-editor .view-line').first().click();
          const anew = seed === 1;
          times[anew ? 'anew' : 'open'].push(await commandToVerdict(page, driver, { anew }));
        }
      }
      const [first] = times.anew;
      console.log(
        `${N} x ${D}: verdict after ${Math.round(first)} ms the first time; then, medians of ${runs}, ` +
          `${median(times.anew.slice(1))} ms in a new panel, ${median(times.open.slice(1))} ms in an open one`,
      );
    }
    await driver.runCommand('Developer: Show Running Extensions');
    const row = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'bn-gradcheck' });
    console.log(`activation: ${await row.locator('.activation-time').innerText()}`);
  } finally {
    await close();
  }
  return 0;
});

/** Milliseconds from choosing the command to the verdict's being in the page. */
async function commandToVerdict(page, driver, { anew }) {
  if (anew) {
    await driver.runCommand('View: Close Editors in Other Groups');
    await page.locator('.part.editor .editor-group-container').nth(1).waitFor({ state: 'detached' });
  }
  const before = anew ? '' : await verdict(page);
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
  const start = performance.now();
  await page.keyboard.press('Enter');
  // Playwright's own waiting looks into nested frames only every half second.
  while (performance.now() - start < 20_000) {
    const after = await verdict(page);
    if (after !== '' && after !== before) return performance.now() - start;
    await sleep(5);
  }
  throw new Error('The panel showed no new verdict in 20 seconds.');
}

/** What the verdict says now, empty while there is none. */
async function verdict(page) {
  for (const frame of page.frames()) {
    const text = await frame
      .evaluate(() => document.querySelector('#verdict p')?.textContent ?? '')
      .catch(() => '');
    if (text !== '') return text;
  }
  return '';
}

const median = (values) => Math.round(values.sort((a, b) => a - b)[values.length >> 1]);

function pythonArray(N, D, seed) {
  // A linear congruential sequence: what the numbers are does not matter here.
  let state = seed;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const row = () => `    [${Array.from({ length: D }, () => (20 * next() - 5).toFixed(12)).join(', ')}],`;
  return `x = np.array([\n${Array.from({ length: N }, row).join('\n')}\n])\n`;
}
