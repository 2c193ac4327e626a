import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { check, openText, replace, until, withSetting } from './editor';

function ours({ document }: vscode.TextEditor): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'BN Gradcheck');
}

async function told(editor: vscode.TextEditor, count: number): Promise<vscode.Diagnostic | undefined> {
  await until(
    () => ours(editor).length === count,
    () =>
      `${ours(editor).length} diagnostics: ${ours(editor)
        .map(({ message }) => message)
        .join(' | ')}`,
  );
  return ours(editor)[0];
}

describe('diagnostics', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('point at the row that is of another length, and go when it is mended', async () => {
    const editor = await openText('x = [[1, 2],\n     [3, 4, 5]]\n', 'rows.py', 'x');
    const diagnostic = await told(editor, 1);
    assert.ok(diagnostic);
    assert.equal(editor.document.getText(diagnostic.range), '[3, 4, 5]');
    await replace(editor, ', 5', '');
    await told(editor, 0);
  });

  it('offer the fix where there is just one', async () => {
    const editor = await openText('gamma = [1, 2]]\n', 'bracket.py', 'gamma');
    const diagnostic = await told(editor, 1);
    assert.ok(diagnostic);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      diagnostic.range,
    );
    const fix = actions.find(({ title }) => title === 'Remove this ]');
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(editor.document.getText(), 'gamma = [1, 2]\n');
    await told(editor, 0);
  });

  it('say nothing of arrays of other names, unless they were checked', async () => {
    const editor = await openText('x = [1, 2]\nrows = [[1, 2], [3]]\n', 'other.py', '[3]');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual(ours(editor), []);
    await check(/Row \[1\] has 1 element/);
    await told(editor, 1);
  });

  it('can be turned off', async () => {
    const editor = await openText('x = [[1, 2], [3]]\n', 'off.py', 'x');
    await told(editor, 1);
    await withSetting('diagnostics', false, async () => {
      await told(editor, 0);
    });
  });
});
