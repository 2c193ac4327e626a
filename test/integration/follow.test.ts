import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { driver } from './driver';
import { check, moveTo, openText, panelSays, replace, until, withSetting } from './editor';

const text = `x = [[1.5, 2], [3, 5], [4, 9]]

def other():
    dout = [[1, 0], [0, 1]]
    x = [[7.5, 2], [3, 6]]

print("nothing here")
`;

/** The first number of x in the panel. */
async function firstOfMu(expected: string): Promise<void> {
  let shown = '';
  await until(
    async () => (shown = await driver.panelText('td[title^="mu[0] ="]')) === expected,
    () => `mu[0] is ${shown}, not ${expected}`,
  );
}

describe('follow mode', () => {
  let editor: vscode.TextEditor;
  beforeEach(async () => {
    editor = await openText(text, 'follow.py', '1.5');
    await check(/agree with the reference/);
    await firstOfMu('2.83333');
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('bnGradcheck.unpin');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('changes the tables when a digit of x is changed', async () => {
    await replace(editor, '1.5', '4.5');
    await firstOfMu('3.83333');
  });

  it('goes with the cursor to another array, and keeps the last result outside of any', async () => {
    moveTo(editor, '7.5');
    await firstOfMu('5.25');
    moveTo(editor, 'nothing');
    await sleep(800);
    await firstOfMu('5.25');
    assert.equal(vscode.window.activeTextEditor?.document, editor.document, 'the focus stays');
  });

  it('keeps the last report while text is half typed, and says what is wrong', async () => {
    await replace(editor, '[3, 5]', '[3, ]');
    await panelSays(/Line 1: Row \[1\] has 1 element/);
    await firstOfMu('2.83333');
    await replace(editor, '[3, ]', '[3, 6]');
    await until(
      async () => (await driver.panelText('td[title^="mu[1] ="]')) === '5.66667',
      () => 'the mended text was not followed',
    );
    assert.doesNotMatch(await driver.panelText('main'), /Row \[1\] has 1 element/);
  });

  it('stays where it is when it is pinned in its title bar, but for edits there', async () => {
    // Its title bar has actions while the panel is the active editor.
    await driver.clickInPanel('h1');
    await driver.click('.editor-actions a[aria-label^="Pin Panel"]');
    await until(
      async () => (await driver.panelText('.pin')).includes('Pinned'),
      () => 'the page does not say that it is pinned',
    );
    editor = await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
    moveTo(editor, '7.5');
    await sleep(800);
    await firstOfMu('2.83333');
    await replace(editor, '1.5', '4.5');
    await firstOfMu('3.83333');
    await driver.clickInPanel('.pin');
    editor = await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
    moveTo(editor, '7.5, 2');
    await firstOfMu('5.25');
  });

  it('starts pinned where the setting says so', () =>
    withSetting('follow', false, async () => {
      await until(
        async () => (await driver.panelText('.pin')).includes('Pinned'),
        () => 'the setting does not pin',
      );
    }));

  it('keeps several selections together while one of their arrays is edited', async () => {
    const several = 'x = [[1.5, 2], [3, 5]]\n\ndef f():\n    gamma = [1, 2]\n';
    editor = await openText(several, 'several.py', 'x');
    const { document } = editor;
    editor.selections = ['x = [[1.5, 2], [3, 5]]', 'gamma = [1, 2]'].map((part) => {
      const start = several.indexOf(part);
      return new vscode.Selection(document.positionAt(start), document.positionAt(start + part.length));
    });
    await check(/Ln 4/);
    moveTo(editor, '1.5');
    await replace(editor, '1.5', '2.5');
    await firstOfMu('2.75');
    await panelSays(/Ln 4/);
  });
});
