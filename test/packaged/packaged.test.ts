import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openInWebHost, openWithInstalled, packageExtension, type Window } from '../../scripts/packaged.mjs';

const examples = path.resolve(import.meta.dirname, '../../examples');

/** Runs the check on an example from the command palette; gives what the verdict says. */
async function checkExample({ page, driver }: Window): Promise<string> {
  await page.getByRole('treeitem', { name: 'assignment2.py' }).dblclick();
  await page.locator('.editor-instance .view-line').first().click();
  await driver.press('ControlOrMeta+A');
  await driver.runCommand('BN Gradcheck: Check Array Literal');
  await driver.waitForPanel('#verdict');
  return driver.panelText('#verdict');
}

describe('the VSIX', () => {
  let vsix: string;
  let window: Window;
  before(async () => {
    vsix = await packageExtension();
    window = await openWithInstalled(vsix, examples);
  });
  after(() => window.close());

  it('is smaller than 1.5 MB', () => {
    assert.ok(statSync(vsix).size < 1.5e6);
  });

  it('works when installed', async () => {
    assert.match(await checkExample(window), /dx, dgamma and dbeta agree with the reference/);
  });

  it('shows the same check, seen the same way, after the window was reloaded', async () => {
    const { driver } = window;
    await driver.clickInPanel('input[name="route"][value="article"]');
    const before = await driver.panelText('#verdict');
    assert.match(before, /Disagrees/);
    await driver.runCommand('Developer: Reload Window');
    await sleep(3000);
    await driver.waitForPanel('#verdict');
    assert.equal(await driver.panelText('#verdict'), before);
  });
});

describe('the web build', () => {
  it('works in a web worker extension host', async () => {
    const window = await openInWebHost(examples);
    try {
      assert.match(await checkExample(window), /dx, dgamma and dbeta agree with the reference/);
    } finally {
      await window.close();
    }
  });
});
