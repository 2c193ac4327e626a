// What a test in the extension host cannot do itself: press keys in VS Code's window and look into the panel.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { root } from './processes.mjs';

const panelFrame = 'iframe.webview.ready[src*="extensionId=bn-gradcheck.bn-gradcheck"]';

/** The driver of one VS Code window, on its Playwright page; test/integration/driver.ts has the types. */
export function createDriver(page) {
  // A webview is two frames down: VS Code's own page, and in it the extension's.
  const panel = () =>
    page
      .locator(panelFrame)
      .filter({ visible: true })
      .last()
      .contentFrame()
      .locator('iframe#active-frame')
      .contentFrame();
  const driver = {
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    click: (selector) => page.locator(selector).first().click(),
    text: (selector) => page.locator(selector).first().innerText(),
    count: (selector) => page.locator(selector).count(),
    // What a decoration puts after a line is no text of the page.
    inlineTexts: () =>
      page
        .locator('.view-line span')
        .evaluateAll((spans) =>
          spans.map((span) => getComputedStyle(span, '::after').content).filter((text) => text !== 'none'),
        ),
    async runCommand(title) {
      const command = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
      const deadline = Date.now() + 30_000;
      for (;;) {
        await page.keyboard.press('F1');
        await page.locator('.quick-input-widget input').first().fill(`>${title}`);
        if ((await appears(command, 1000)) || Date.now() > deadline) break;
        // An open palette does not learn of extensions that arrive after it.
        await page.keyboard.press('Escape');
      }
      await command.click();
    },
    panelText: (selector = 'body') => panel().locator(selector).first().innerText(),
    countInPanel: (selector) => panel().locator(selector).count(),
    waitForPanel: (selector) => panel().locator(selector).first().waitFor(),
    clickInPanel: (selector) => panel().locator(selector).first().click(),
    pressInPanel: (selector, key) => panel().locator(selector).first().press(key),
    fillInPanel: (selector, text) => panel().locator(selector).first().fill(text),
    selectInPanel: async (selector, value) =>
      void (await panel().locator(selector).first().selectOption(value)),
    evaluateInPanel: (source, argument) =>
      panel()
        .locator('body')
        .evaluate(`(${source})(${JSON.stringify(argument) ?? ''})`),
    setViewport: (width, height) => page.setViewportSize({ width, height }),
    async screenshot(name) {
      const file = path.join(root, 'out', 'screenshots', `${name}.png`);
      mkdirSync(path.dirname(file), { recursive: true });
      await page.screenshot({ path: file });
      return file;
    },
  };
  return driver;
}

const appears = (locator, timeout) =>
  locator.waitFor({ timeout }).then(
    () => true,
    () => false,
  );

/** Serves a driver to the extension host on loopback; the random path keeps strangers out. */
export async function serveDriver(getDriver) {
  const secret = `/${randomUUID()}`;
  const server = createServer(async (request, response) => {
    if (request.url !== secret) return response.writeHead(404).end();
    const chunks = await request.toArray();
    response.end(JSON.stringify(await answer(getDriver, Buffer.concat(chunks).toString())));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${secret}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(getDriver, body) {
  const { method, args } = JSON.parse(body);
  try {
    const driver = await getDriver();
    if (!Object.hasOwn(driver, method)) throw new Error(`The driver has no method ${method}.`);
    return { result: await driver[method](...args) };
  } catch (error) {
    return { error: `${method}: ${error.message}` };
  }
}
