import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import { openInWebHost, openWithInstalled, packageExtension, type Window } from '../../scripts/packaged.mjs';

const examples = path.resolve(import.meta.dirname, '../../examples');

async function checkExample({ page, driver }: Window): Promise<string> {
  await page.getByRole('treeitem', { name: 'assignment2.py' }).dblclick();
  await page.locator('.editor-instance .view-line').first().click();
  await driver.press('ControlOrMeta+A');
  await driver.runCommand('BN Gradcheck: Check');
  await driver.waitForPanel('main');
  return driver.panelText();
}

describe('the VSIX', () => {
  let vsix: string;
  before(async () => {
    vsix = await packageExtension();
  });

  it('is smaller than 1.5 MB', () => {
    assert.ok(statSync(vsix).size < 1.5e6);
  });

  it('works when installed', async () => {
    const window = await openWithInstalled(vsix, examples);
    try {
      assert.match(await checkExample(window), /dx/);
    } finally {
      await window.close();
    }
  });
});

describe('the web build', () => {
  it('works in a web worker extension host', async () => {
    const window = await openInWebHost(examples);
    try {
      assert.match(await checkExample(window), /dx/);
    } finally {
      await window.close();
    }
  });
});
