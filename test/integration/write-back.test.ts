import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readArrays } from '../../src/core/literal/read';
import { driver } from './driver';
import { check, openText, until, windowSays } from './editor';

const text = 'x = [[1.5, 2], [3, 5], [4, 9]]\ndx = [[1, 2], [3, 5], [4, 9]]\n';

/** Waits until a document has some text. */
async function has(document: vscode.TextDocument, expected: RegExp): Promise<string> {
  await until(
    () => expected.test(document.getText()),
    () => `the document is:\n${document.getText().slice(0, 800)}`,
  );
  return document.getText();
}

describe('writing values back', () => {
  beforeEach(async () => {
    await openText(text, 'values.py', '1.5');
    await check(/Your dx disagrees/);
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('inserts the tensor that is picked, as the picker is filtered, and undoes it in one step', async () => {
    const editor = await openText('import numpy as np\n\n', 'target.py', '\n\n');
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await driver.runCommand('BN Gradcheck: Insert Values as Code');
    await windowSays('.quick-input-widget', /insert values as code/i);
    await driver.type('reference.dx');
    await driver.press('Enter');
    const code = await has(editor.document, /^dx_reference = np\.array\(\[$/m);
    const read = readArrays(code, 'python', { kind: 'document' });
    assert.ok(read.ok);
    assert.deepEqual(read.value[0]?.tensor.shape, [3, 2]);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'import numpy as np\n\n');
  });

  it('inserts from the panel what its table shows, without taking the focus', async () => {
    const editor = await openText('import torch\n', 'panel.py', 'import');
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await driver.clickInPanel('button[aria-label="Insert as code: xhat, at the cursor"]');
    await has(editor.document, /^xhat = torch\.tensor\(\[[^]*dtype=torch\.float64\)/m);
  });

  for (const [name, expected] of [
    ['case.py', /import numpy as np[^]*dx_expected = np\.array/],
    ['case.js', /const dx_expected = \[/],
    ['case.ts', /const dx_expected = \[[^]*number\[\]/],
    ['case.cpp', /int main\(\) \{[^]*const double dx_expected\[3\]\[2\]/],
    ['case.r', /dx_expected <- matrix\(c\(/],
    ['case.jl', /dx_expected = \[/],
  ] as const) {
    it(`inserts a failing case into ${name}`, async () => {
      const editor = await openText(name === 'case.py' ? 'import numpy\n' : '\n', name, '\n');
      await vscode.commands.executeCommand('bnGradcheck.insertCase');
      await has(editor.document, expected);
    });
  }

  it('says so in a language that we do not write', async () => {
    await openText('\n', 'case.txt', '\n');
    await vscode.commands.executeCommand('bnGradcheck.insertCase');
    await vscode.commands.executeCommand('notifications.showList');
    await windowSays('.notifications-center', /cannot be written in plaintext/);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});

describe('two arrays whose names say nothing', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('are asked for once, and the answer is kept', async () => {
    const editor = await openText('a = [[1.5, 2], [3, 5]]\nb = [[1, 0], [0, 1]]\n', 'roles.py', 'a');
    const all = new vscode.Selection(0, 0, 2, 0);
    editor.selection = all;
    const checked = vscode.commands.executeCommand('bnGradcheck.check');
    await windowSays('.quick-input-widget', /what is a of shape \(2, 2\)/);
    await driver.type('dout');
    await driver.press('Enter');
    await windowSays('.quick-input-widget', /what is b of shape \(2, 2\)/);
    await driver.press('Enter');
    await checked;
    await check(/x[^]*Ln 2, Col 5[^]*dout[^]*Ln 1, Col 5/);
  });

  it('are not checked where the question is not answered', async () => {
    const editor = await openText('c = [[1.5, 2], [3, 5]]\nd = [[1, 0], [0, 1]]\n', 'unanswered.py', 'c');
    editor.selection = new vscode.Selection(0, 0, 2, 0);
    const checked = vscode.commands.executeCommand('bnGradcheck.check');
    await windowSays('.quick-input-widget', /what is c of shape/);
    await driver.press('Escape');
    await checked;
    assert.doesNotMatch(await driver.panelText('main'), /unanswered/);
  });
});
