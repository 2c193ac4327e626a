// One window of VS Code: its server from npm, and headless Chromium with the workbench open in it.
import { launchBrowser } from './browser.mjs';
import { createDriver } from './driver.mjs';
import { temporaryFolder } from './processes.mjs';
import { startServer, workbenchUrl } from './vscode-server.mjs';

/**
 * Opens folder in a window. With developmentPath the extension there runs in it (with web: in the web worker
 * extension host), with testsPath its tests do; exitCode then settles when they have ended.
 */
export async function openWindow({ env, dataDir = temporaryFolder(), extensionsDir, onLog, ...opened }) {
  const server = await startServer({ dataDir, extensionsDir, env });
  const browser = await launchBrowser();
  const close = async () => {
    await browser.close();
    await server.stop();
  };
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    const exitCode = new Promise((resolve, reject) => {
      page.exposeFunction('codeAutomationExit', resolve);
      page.once('crash', () => reject(new Error('The page with VS Code crashed.')));
      server.exited.then((code) => reject(new Error(`VS Code's server ended early with exit code ${code}.`)));
    });
    exitCode.catch(() => {});
    await page.exposeFunction('codeAutomationLog', (level, args) => onLog?.(level, args));
    await page.goto(workbenchUrl(server, opened));
    await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    return { page, driver: createDriver(page), exitCode, close };
  } catch (error) {
    await close();
    throw error;
  }
}
