// Headless Chromium of this machine, driven by playwright-core.
import { chromium } from 'playwright-core';
import { ensureChromium, findChromium } from './requirements.mjs';

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchBrowser() {
  await ensureChromium();
  const executablePath = findChromium();
  // Chromium refuses its sandbox to root, who is the user in most containers.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    ...(executablePath ? { executablePath } : { channel: 'chrome' }),
    args: [...sandbox, ...quiet],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
