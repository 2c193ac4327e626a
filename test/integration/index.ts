import { readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

// Among all that VS Code logs, this marks what the tests say.
Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
  console.log(`[tests] ${format(...args)}`);
};

/** What VS Code calls in its extension host. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    timeout: 60_000,
    forbidOnly: Boolean(process.env.CI),
    reporter: path.resolve(__dirname, '../../scripts/counting-reporter.cjs'),
  });
  for (const file of readdirSync(__dirname)
    .filter((name) => name.endsWith('.test.js'))
    .sort()) {
    mocha.addFile(path.join(__dirname, file));
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${String(failures)} integration tests failed.`);
}
