import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver';
import { openExample, openText, panelSays, until } from './editor';

const closeAll = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeAllEditors');
const right = `import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    std = np.sqrt(x.var(axis=0) + bn_param.get('eps', 1e-5))
    xhat = (x - x.mean(axis=0)) / std
    return gamma * xhat + beta, (xhat, gamma, std)

def batchnorm_backward(dout, cache):
    xhat, gamma, std = cache
    g = dout * gamma
    dx = (g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0)) / std
    return dx, (dout * xhat).sum(axis=0), dout.sum(axis=0)
`;
const title = 'BN Gradcheck: Check Function Against Reference';

async function warnings(uri: vscode.Uri): Promise<vscode.Diagnostic[]> {
  let found: vscode.Diagnostic[] = [];
  await until(
    () => {
      found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'BN Gradcheck');
      return found.length > 0;
    },
    () => 'nothing is underlined',
  );
  return found;
}

describe('the command Check Function Against Reference', () => {
  afterEach(closeAll);

  it('names the article’s mistake in the function at the cursor, with its line', async () => {
    const { document } = await openExample('article_mistake.py', 'def batchnorm_backward');
    await driver.runCommand(title);
    const panel = await panelSays(/x̂ is missing inside the sum of the variance term/);
    assert.match(panel, /Disagrees/);
    assert.match(panel, /batchnorm_backward/);
    const [warning] = await warnings(document.uri);
    assert.match(document.lineAt(warning?.range.start.line ?? 0).text, /dx = 1\.0 \/ N \* sample_std_inv/);
    await driver.screenshot('function-disagrees');
  });

  it('agrees with a right one, without a word of what to change', async () => {
    await openText(right, 'right.py', 'def batchnorm_backward');
    await vscode.commands.executeCommand('bnGradcheck.checkFunction');
    const panel = await panelSays(/Agrees[^]*batchnorm_backward/);
    assert.doesNotMatch(panel, /What to change/);
  });

  it('stands as a lens above each function that is a pass of a layer', async () => {
    const { document } = await openExample('article_mistake.py', 'def batchnorm_backward');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      10,
    );
    const own = lenses.filter(({ command }) => command?.command === 'bnGradcheck.checkFunction');
    assert.deepEqual(
      own.map(({ command }) => (command?.arguments as unknown[])[1]),
      ['batchnorm_forward', 'batchnorm_backward'],
    );
  });

  it('applies the edit that mends the function, and turns green', async () => {
    const { document } = await openExample('article_mistake.py', 'def batchnorm_backward');
    await vscode.commands.executeCommand('bnGradcheck.checkFunction');
    await panelSays(/What to change/);
    await driver.screenshot('function-fix');
    await driver.clickInPanel('.fix-buttons .button:not(.secondary)');
    await panelSays(/Agrees[^]*batchnorm_backward/);
    assert.match(
      document.getText(),
      /x_normalized \* np\.sum\(dx_normalized \* x_normalized, axis=0, keepdims=True\)/,
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('offers the same edit as a lightbulb', async () => {
    const { document } = await openExample('article_mistake.py', 'def batchnorm_backward');
    await vscode.commands.executeCommand('bnGradcheck.checkFunction');
    const [warning] = await warnings(document.uri);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      warning?.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    assert.ok(actions.some((action) => action.title.startsWith('Mend batchnorm_backward')));
  });

  it('checks a text that is not saved', async () => {
    const text = 'import numpy as np\ndef bn_backward(dout, xhat, gamma, std):\n    return dout\n';
    const { document } = await openText(text, 'unsaved.py', 'def');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(1).range.end, '\n    raise ValueError("not yet")');
    await vscode.workspace.applyEdit(edit);
    await vscode.commands.executeCommand('bnGradcheck.checkFunction');
    await panelSays(/not yet/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('says in one sentence that the code is no Python', async () => {
    await openText('def batchnorm_backward(dout, cache):\n  dx = (1 +\n', 'half.py', 'def');
    await vscode.commands.executeCommand('bnGradcheck.checkFunction');
    const panel = await panelSays(/no Python/);
    assert.doesNotMatch(panel, /Traceback/);
  });

  it('says so where no function is at the cursor', async () => {
    await openText('x = 1\n', 'nothing.py', 'x');
    await vscode.commands.executeCommand('bnGradcheck.checkFunction');
    await panelSays(/no forward or backward pass/);
  });
});
