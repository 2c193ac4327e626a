import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver';
import { check, moveTo, openExample, until, windowSays, withSetting } from './editor';

const marks = '.view-overlays .cdr[class*="TextEditorDecorationType"]';

async function marked(holds: (count: number) => boolean): Promise<void> {
  let count = -1;
  await until(
    async () => holds((count = await driver.count(marks))),
    () => `${count} marks`,
  );
}

async function inlineVerdict(expected: RegExp | null): Promise<void> {
  let texts: string[] = [];
  await until(
    async () => {
      texts = await driver.inlineTexts();
      const found = texts.some((text) => (expected ?? /agrees|disagrees/).test(text));
      return found === (expected !== null);
    },
    () => `after the lines stands: ${texts.join(' | ')}`,
  );
}

describe('marks of a wrong gradient', () => {
  let editor: vscode.TextEditor;
  before(async () => {
    editor = await openExample('pasted_gradient.py', 'dx = [[');
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.AtTop);
    await check(/Your dx disagrees/);
  });
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('stand at several elements, and a short verdict behind the first line', async () => {
    await marked((count) => count > 3);
    await inlineVerdict(/✗ disagrees: dx\[2,1\] is off by/);
  });

  it('say in a hover what the element is, should be, and how it comes about', async () => {
    moveTo(editor, '1.08461945');
    await vscode.commands.executeCommand('editor.action.showHover');
    await windowSays('.monaco-hover:visible', /dx\[2,1\][^]*1\.08461945[^]*std[^]*xhat[^]*dout[^]*dxhat/);
    const hover = await driver.text('.monaco-hover:visible');
    for (const word of ['analytic (yours)', 'central difference', 'reference', 'mu', 'dxhat', 'dx'])
      assert.ok(hover.includes(word), `the hover lacks ${word}`);
    await driver.screenshot('editor-hover');
    await vscode.commands.executeCommand('editor.action.hideHover');
  });

  it('are as many as the setting allows', async () => {
    await withSetting('maxMarks', 1, () => marked((count) => count === 2 || count === 1));
    await marked((count) => count > 3);
  });

  it('are gone while the setting is off', () =>
    withSetting('marks', false, async () => {
      await marked((count) => count === 0);
      await inlineVerdict(null);
    }));

  for (const theme of [
    'Default Light Modern',
    'Default Dark Modern',
    'Default High Contrast',
    'Default High Contrast Light',
  ]) {
    it(`look as the screenshot shows in ${theme}`, async () => {
      const workbench = vscode.workspace.getConfiguration('workbench');
      await workbench.update('colorTheme', theme, vscode.ConfigurationTarget.Global);
      await marked((count) => count > 3);
      await driver.screenshot(`editor-${theme.replace(/\W+/g, '-').toLowerCase()}`);
      await workbench.update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
    });
  }

  it('are cleared by the command', async () => {
    await driver.runCommand('BN Gradcheck: Clear Marks in the Editor');
    await marked((count) => count === 0);
    await inlineVerdict(null);
  });
});
