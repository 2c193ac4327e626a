import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { driver } from './driver';

describe('BN Gradcheck in VS Code', () => {
  it('is there and registers its command', async () => {
    const extension = vscode.extensions.getExtension('bn-gradcheck.bn-gradcheck');
    assert.ok(extension);
    await extension.activate();
    assert.ok((await vscode.commands.getCommands(true)).includes('bnGradcheck.check'));
  });

  it('opens the panel beside the editor, with a verdict on dx', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const file = vscode.Uri.file(path.join(folder.uri.fsPath, 'assignment2.py'));
    const editor = await vscode.window.showTextDocument(file);
    editor.selection = new vscode.Selection(0, 0, editor.document.lineCount, 0);
    await vscode.commands.executeCommand('bnGradcheck.check');
    await driver.waitForPanel('main');
    assert.match(await driver.panelText(), /dx/);
  });
});
