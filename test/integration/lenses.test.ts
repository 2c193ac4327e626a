import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver';
import { check, moveTo, openExample, openText, panelSays, until, windowSays, withSetting } from './editor';

const closeAll = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeAllEditors');
const lens = '.codelens-decoration a:has-text("Check gradient")';

async function lensCount(expected: (count: number) => boolean): Promise<void> {
  let count = -1;
  await until(
    async () => expected((count = await driver.count(lens))),
    () => `there are ${count} lenses`,
  );
}

describe('the code lens', () => {
  afterEach(closeAll);

  it('stands above the arrays that have a name we know, and runs the check', async () => {
    await openText('colours = [1, 2, 3]\nx = [[1, 2], [3, 5], [4, 9]]\n', 'lens.py', 'colours');
    await lensCount((count) => count === 1);
    await driver.click(lens);
    await panelSays(/agree with the reference/);
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 0, 'the cursor stays');
  });

  it('can be turned off', async () => {
    await openText('x = [[1, 2], [3, 5], [4, 9]]\n', 'lens.py', 'x');
    await lensCount((count) => count === 1);
    await withSetting('codeLens', false, () => lensCount((count) => count === 0));
  });

  it('is not looked for in a text of ten megabytes', async () => {
    const row = `    [${Array.from({ length: 100 }, (_, k) => `${k}.25`).join(', ')}],\n`;
    const { document } = await openText(`x = [\n${row.repeat(15_000)}]\n`, 'large.py', 'x = ');
    assert.ok(document.getText().length > 9e6);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    assert.deepEqual(lenses, []);
  });
});

describe('the code action', () => {
  afterEach(closeAll);

  it('is offered on an array and checks it', async () => {
    const editor = await openText('measured = [[1, 2], [3, 5], [4, 9]]\n', 'action.py', '[3');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      editor.selection,
    );
    const ours = actions.find(({ title }) => title.startsWith('Check gradient'));
    assert.ok(ours?.command);
    await vscode.commands.executeCommand(ours.command.command, ...(ours.command.arguments as unknown[]));
    await panelSays(/measured is taken for x/);
  });
});

describe('the status bar', () => {
  after(closeAll);

  it('tells the last verdict by an icon and words, and shows the panel', async () => {
    await openExample('layers.py', '4.38');
    await check(/Disagrees/);
    await windowSays('.statusbar', /BN disagrees: dx\[3,1\]/);
    assert.ok((await driver.count('.statusbar .codicon-error')) > 0);
    await closeAll();
    await driver.click('.statusbar-item a:has-text("BN disagrees")');
    await panelSays(/Disagrees/);
  });

  it('follows the next verdict', async () => {
    const editor = await openExample('layers.py', '0.91');
    moveTo(editor, '0.91');
    await check(/agree/);
    await windowSays('.statusbar', /BN agrees/);
  });
});
