import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  let window: Window;
  let copy: string;
  before(async () => {
    // A copy: what is typed is saved.
    copy = mkdtempSync(path.join(tmpdir(), 'examples-'));
    cpSync(examples, copy, { recursive: true });
    window = await openInWebHost(copy);
  });
  after(async () => {
    await window.close();
    rmSync(copy, { recursive: true });
  });

  it('works in a web worker extension host', async () => {
    assert.match(await checkExample(window), /dx, dgamma and dbeta agree with the reference/);
  });

  it('has the lenses, the marks and the verdict in the status bar there too', async () => {
    const { page } = window;
    await page.locator('.codelens-decoration a', { hasText: 'Check gradient' }).first().waitFor();
    await page.locator('.statusbar-item', { hasText: 'BN agrees' }).waitFor();
    await page.locator('.view-overlays .cdr[class*="TextEditorDecorationType"]').first().waitFor();
  });

  it('writes values back there too', async () => {
    const { page, driver } = window;
    await page.locator('.editor-instance .view-line').first().click();
    await driver.press('ControlOrMeta+End');
    await driver.runCommand('BN Gradcheck: Insert This Case as a Program');
    await page.locator('.view-line', { hasText: '# batchnorm: The graph' }).first().waitFor();
  });
});
