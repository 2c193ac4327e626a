/** Asks the process that opened VS Code (scripts/driver.mjs) for what the extension host cannot do: keys, and a look into the panel. */
export interface Driver {
  /** Keys as Playwright names them: `F1`, `Control+Shift+P`, `Enter`. */
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  /** A command chosen in the command palette (F1), by its full title. */
  runCommand(title: string): Promise<void>;
  /** In VS Code's own window. */
  click(selector: string): Promise<void>;
  text(selector: string): Promise<string>;
  count(selector: string): Promise<number>;
  /** What decorations put after the lines of the visible editors. */
  inlineTexts(): Promise<string[]>;
  /** In the visible panel of the extension; each waits, up to 30 s, until the element is there. */
  panelText(selector?: string): Promise<string>;
  countInPanel(selector: string): Promise<number>;
  waitForPanel(selector: string): Promise<void>;
  clickInPanel(selector: string): Promise<void>;
  pressInPanel(selector: string, key: string): Promise<void>;
  fillInPanel(selector: string, text: string): Promise<void>;
  selectInPanel(selector: string, value: string): Promise<void>;
  setViewport(width: number, height: number): Promise<void>;
  /** Written to out/screenshots/NAME.png; gives the path. */
  screenshot(name: string): Promise<string>;
}

async function ask(method: string, ...args: unknown[]): Promise<unknown> {
  const url = process.env.BN_GRADCHECK_TEST_DRIVER;
  if (!url)
    throw new Error('BN_GRADCHECK_TEST_DRIVER is not set: run the tests with npm run test:integration.');
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ method, args }) });
  const answer = (await response.json()) as { result?: unknown; error?: string };
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.result;
}

// Every method of the interface is the driver's method of the same name.
export const driver = new Proxy({} as Driver, {
  get:
    (_, method) =>
    (...args: unknown[]) =>
      ask(String(method), ...args),
});

/** Runs a function in the panel's page; it sees nothing but its argument, and both ways go as JSON. */
export async function evaluateInPanel<Result>(inPage: () => Result): Promise<Result>;
export async function evaluateInPanel<Argument, Result>(
  inPage: (argument: Argument) => Result,
  argument: Argument,
): Promise<Result>;
export async function evaluateInPanel(
  inPage: (argument: never) => unknown,
  argument?: unknown,
): Promise<unknown> {
  return ask('evaluateInPanel', inPage.toString(), argument);
}
