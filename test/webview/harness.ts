import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { PanelPage, type Options } from './panel-page';
import { PanelServer } from './server';

/** Gives a suite its browser, and every test pages that must not complain. */
export function panelSuite(): { open(options?: Options): Promise<PanelPage> } {
  let browser: Browser;
  let server: PanelServer;
  let panels: PanelPage[] = [];
  before(async function () {
    this.timeout(60_000);
    const { launchBrowser } = await import('../../scripts/browser.mjs');
    [browser, server] = await Promise.all([launchBrowser(), PanelServer.start()]);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });
  afterEach(async () => {
    const complaints = panels.flatMap((panel) => panel.complaints);
    await Promise.all(panels.map((panel) => panel.close()));
    panels = [];
    assert.deepEqual(complaints, []);
  });
  return {
    async open(options) {
      const panel = await PanelPage.open(browser, server, options);
      panels.push(panel);
      return panel;
    },
  };
}

/** Waits until an assertion holds: what a page does upon a key is not there at once. */
export async function eventually(holds: () => void | Promise<void>): Promise<void> {
  const deadline = Date.now() + 3000;
  for (;;) {
    try {
      await holds();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
