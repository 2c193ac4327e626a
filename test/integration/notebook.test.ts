import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver';
import { check, panelSays, selectedText, until } from './editor';

const cells = [
  'import numpy as np\ngamma = np.array([1.5, 2.5])\nbeta = np.array([0.0, 0.0])\n',
  'gamma = np.array([7.5, -2.5])\n',
  'x = np.array([[1.5, 2.0], [3.0, 5.0], [4.0, 9.0]])\ndout = np.array([[1.0, 0.0], [0.0, 1.0], [2.0, 1.0]])\n',
];

/** Opens a notebook of code cells, the cursor in the array that begins with some text in the last of them. */
async function openNotebook(name: string, sources: readonly string[]): Promise<vscode.NotebookDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  const file = vscode.Uri.joinPath(folder.uri, name);
  const content = {
    cells: sources.map((source) => ({
      cell_type: 'code',
      execution_count: null,
      metadata: {},
      outputs: [],
      source,
    })),
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(content)));
  const notebook = await vscode.workspace.openNotebookDocument(file);
  const last = notebook.cellCount - 1;
  await vscode.window.showNotebookDocument(notebook, {
    viewColumn: vscode.ViewColumn.One,
    selections: [new vscode.NotebookRange(last, last + 1)],
  });
  await vscode.commands.executeCommand('notebook.cell.edit');
  const { document } = notebook.cellAt(last);
  await until(
    () => vscode.window.activeTextEditor?.document === document,
    () => 'the cell is not edited',
  );
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  const cursor = document.positionAt(document.getText().indexOf('1.5'));
  editor.selection = new vscode.Selection(cursor, cursor);
  return notebook;
}

describe('a notebook', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is checked as a file is, with the arrays of the cells before by name: the nearest counts', async () => {
    await openNotebook('layer.ipynb', cells);
    const panel = await check(/agree with the reference/);
    assert.match(panel, /layer\.ipynb, cell 3/);
    assert.doesNotMatch(panel, /chosen by us\s+randn/);
    await driver.clickInPanel('th button:has-text("gamma")');
    await until(
      async () => (await driver.panelText('td[title^="gamma[0] ="]')) === '7.5',
      () => 'gamma is not that of the nearest cell',
    );
    await driver.screenshot('notebook');
    await driver.clickInPanel('td[title^="gamma[1] ="]');
    await until(
      () => selectedText() === '-2.5',
      () => `selected: ${selectedText()}`,
    );
  });

  it('is followed: an edit of an earlier cell changes the tables', async () => {
    const notebook = await openNotebook('edited.ipynb', cells);
    await check(/agree with the reference/);
    const edit = new vscode.WorkspaceEdit();
    const { document } = notebook.cellAt(1);
    const start = document.positionAt(document.getText().indexOf('7.5'));
    edit.replace(document.uri, new vscode.Range(start, start.translate(0, 3)), '3.5');
    await vscode.workspace.applyEdit(edit);
    // The table of gamma is open already where the panel remembers it.
    const gamma = 'td[title^="gamma[0] ="]';
    if ((await driver.countInPanel(gamma)) === 0) await driver.clickInPanel('th button:has-text("gamma")');
    await until(
      async () => (await driver.panelText(gamma)) === '3.5',
      () => 'the edit was not followed',
    );
  });

  it('has lenses and marks in its cells', async () => {
    const wrong = `${cells[2] ?? ''}dx = np.array([[1.5, 2.0], [3.0, 5.0], [4.0, 9.0]])\n`;
    await openNotebook('marked.ipynb', [cells[0] ?? '', wrong]);
    await until(
      async () => (await driver.count('.notebook-editor .codelens-decoration a')) >= 3,
      () => 'there are no lenses in the cells',
    );
    await check(/Your dx disagrees/);
    await until(
      async () => (await driver.count('.notebook-editor .cdr[class*="TextEditorDecorationType"]')) > 2,
      () => 'there are no marks in the cell',
    );
    await panelSays(/Your dx disagrees/);
  });
});
