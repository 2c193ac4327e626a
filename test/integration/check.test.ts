import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { driver, evaluateInPanel } from './driver';
import { check, openExample, openText, panelSays, selectedText, until } from './editor';

const closeAll = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeAllEditors');

describe('the command Check Array Literal', () => {
  afterEach(closeAll);

  it('runs from the command palette and opens a panel beside the editor that does not take the focus', async () => {
    const editor = await openExample('assignment2.py', '14.0897');
    await driver.runCommand('BN Gradcheck: Check Array Literal');
    await panelSays(/agree with the reference/);
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
    assert.equal(vscode.window.tabGroups.all.length, 2);
    assert.equal(vscode.window.tabGroups.activeTabGroup.viewColumn, vscode.ViewColumn.One);
  });

  it('runs from its key binding', async () => {
    await openExample('assignment2.py', '14.0897');
    await driver.press('Control+Alt+g');
    await panelSays(/agree with the reference/);
  });

  it('stands in the context menu of the editor', async () => {
    await openExample('assignment2.py', '14.0897');
    await driver.press('Shift+F10');
    await until(
      async () => /Check Array Literal/.test(await driver.text('.monaco-menu')),
      () => 'the context menu has no Check Array Literal',
    );
    await driver.press('Escape');
  });

  it('takes the recognised arrays beside the one at the cursor as inputs', async () => {
    await openExample('assignment2.py', '14.0897');
    const inputs = await check(/Ln 9[^]*Ln 16[^]*Ln 24[^]*Ln 32/);
    assert.doesNotMatch(inputs, /chosen by us: randn/);
  });

  it('reads every array of several selections, and judges the dx among them', async () => {
    const editor = await openExample('pasted_gradient.py', 'x = [[');
    const text = editor.document.getText();
    editor.selections = ['x = [[', 'gamma = [', 'dout = [[', 'dx = [['].map((start) => {
      const offset = text.indexOf(start);
      const position = (at: number): vscode.Position => editor.document.positionAt(at);
      return new vscode.Selection(position(offset), position(text.indexOf(']\n\n', offset) + 1));
    });
    const panel = await check(/Disagrees/);
    assert.match(panel, /Your dx disagrees: dx\[2,1\]/);
    assert.match(panel, /x̂ is missing inside the sum of the variance term/);
    assert.match(panel, /chosen by us/, 'beta was not selected');
  });

  it('opens again from the same panel on the next selection', async () => {
    await openExample('assignment2.py', '14.0897');
    await check(/assignment2\.py/);
    await openExample('batch.json', '"x"');
    await check(/batch\.json/);
    assert.equal(vscode.window.tabGroups.all.length, 2);
  });

  it('says what is wrong with an array and where, and recovers on the next good one', async () => {
    await openText('x = [[1, 2], [3]]\n', 'ragged.py', '[1');
    const panel = await check(/Ln 1/);
    assert.doesNotMatch(panel, /\bat .*:\d+:\d+|undefined/);
    await openText('x = [[1, 2], [3, 5], [4, 9]]\n', 'mended.py', '[1');
    await check(/agree with the reference/);
  });

  it('says so when the cursor is in no array', async () => {
    await openText('print("hello")\n', 'none.py', 'print');
    await check(/[Nn]o array/);
  });

  it('says so when no editor is open', async () => {
    await check(/No editor is open/);
  });
});

describe('the panel', () => {
  before(async () => {
    await openExample('assignment2.py', '14.0897');
    await check(/agree with the reference/);
  });
  after(closeAll);

  it('shows in the editor the very number whose cell is clicked', async () => {
    await driver.clickInPanel('td[title^="xmu[2,1] ="]');
    await until(
      () => selectedText() === '13.474538182942279',
      () => `selected: ${selectedText()}`,
    );
    await driver.clickInPanel('td[title^="dx[3,4] ="]');
    await until(
      () => selectedText() === '16.95546255976954',
      () => `selected: ${selectedText()}`,
    );
  });

  it('still finds the number after the text above it was edited', async () => {
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.fileName.endsWith('.py'));
    assert.ok(editor);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# a new first line\n'));
    await driver.clickInPanel('td[title^="xmu[0,2] ="]');
    await until(
      () => selectedText() === '3.070478456442249',
      () => `selected: ${selectedText()}`,
    );
    await vscode.commands.executeCommand('undo');
  });

  it('marks the worst element in the editor, and clears the mark on demand', async () => {
    const marks = '.view-overlays .cdr[class*="TextEditorDecorationType"]';
    assert.ok((await driver.count(marks)) > 0);
    await vscode.commands.executeCommand('bnGradcheck.clearMarks');
    await until(
      async () => (await driver.count(marks)) === 0,
      () => 'the mark is still there',
    );
  });

  it('disagrees with the closed form as the article printed it, and says which term is wrong', async () => {
    await driver.clickInPanel('input[name="route"][value="article"]');
    const verdict = await panelSays(/Disagrees/, '#verdict');
    assert.match(verdict, /dx\[2,3\] is 0\.324658 where 0\.135811 is right, off by 0\.19/);
    assert.match(verdict, /S0·x̂ where S1·x̂ is due/);
    await driver.clickInPanel('#verdict button.mono');
    await until(
      () => selectedText() === '16.760938347353047',
      () => `selected: ${selectedText()}`,
    );
    await driver.clickInPanel('input[name="route"][value="closed"]');
    await panelSays(/Agrees/, '#verdict');
  });

  it('follows a change of eps and of mode at once', async () => {
    const eps = 'label:has-text("eps") input';
    await driver.fillInPanel(eps, '0.5');
    await driver.pressInPanel(eps, 'Enter');
    await panelSays(/set here/);
    await until(
      async () => (await driver.panelText('td[title^="std[0] ="]')) === '2.78401',
      () => 'std[0] did not follow eps',
    );
    await driver.selectInPanel('label:has-text("mode") select', 'eval');
    await panelSays(/running standard deviation/);
    await driver.selectInPanel('label:has-text("mode") select', 'train');
    await panelSays(/standard deviation with eps/);
  });

  it('shows the same when it was hidden behind another tab', async () => {
    const text = await driver.panelText('#verdict');
    const document = await vscode.workspace.openTextDocument({ content: 'in front' });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Two });
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await panelSays(/set here/);
    assert.equal(await driver.panelText('#verdict'), text);
  });
});

describe('the layer', () => {
  afterEach(closeAll);

  it('is the one that the example names, and its wrong dx is diagnosed', async () => {
    await openExample('layers.py', '4.38');
    const panel = await check(/Disagrees/);
    assert.match(panel, /Automatic \(layer norm\)/);
    assert.match(panel, /Normalised over the last axis of x/);
    assert.match(await driver.panelText('#verdict'), /Layer norm\s+Your dx disagrees: dx\[3,1\]/);
    assert.match(await driver.panelText('.diagnosis'), /gamma is pulled out of the sums/);
  });

  for (const [cursorAt, layer, verdict] of [
    ['0.91', 'Group norm', /Your dx, dgamma and dbeta agree/],
    ['4.06', 'RMS norm', /Your dx and dgamma agree/],
    ['17.48', 'Dropout', /Your y and dx agree/],
  ] as const) {
    it(`is ${layer} further down in the same example, whose gradient agrees`, async () => {
      await openExample('layers.py', cursorAt);
      await check(verdict);
      assert.match(await driver.panelText('#verdict'), new RegExp(`Agrees\\s+${layer}`));
    });
  }

  it('is checked again when it is switched, and can be switched back where x does not fit it', async () => {
    await openExample('layers.py', '4.38');
    await check(/Automatic \(layer norm\)/);
    await driver.selectInPanel('#layer', 'rmsnorm');
    await panelSays(/Divided by the root mean square/);
    await driver.selectInPanel('#layer', 'instancenorm');
    await panelSays(/Could not check[^]*instance norm needs at least one axis beside batch and channels/);
    await driver.selectInPanel('#layer', 'auto');
    await panelSays(/Layer norm\s+Your dx disagrees/, '#verdict');
  });

  it('is what the setting says', async () => {
    const configuration = vscode.workspace.getConfiguration('bnGradcheck');
    await configuration.update('layer', 'rmsnorm', vscode.ConfigurationTarget.Workspace);
    try {
      await openExample('assignment2.py', '14.0897');
      await check(/RMS norm/);
    } finally {
      await configuration.update('layer', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});

describe('a long check', () => {
  beforeEach(async () => {
    await openExample('assignment2.py', '14.0897');
    await check(/from assignment2\.py/);
    const row = (i: number): string =>
      `[${Array.from({ length: 60 }, (_, j) => ((i * 37 + j * 11) % 101) / 7).join(', ')}]`;
    const rows = Array.from({ length: 6000 }, (_, i) => row(i));
    await openText(`x = [${rows.join(',\n')}]\n`, 'long.py', '[[');
  });
  afterEach(closeAll);

  it('shows its progress', async () => {
    const checked = vscode.commands.executeCommand('bnGradcheck.check');
    await driver.waitForPanel('[role="progressbar"]');
    await checked;
    await panelSays(/from long\.py/);
  });

  it('leaves the older report when it is cancelled', async () => {
    const checked = vscode.commands.executeCommand('bnGradcheck.check');
    await sleep(600);
    await vscode.commands.executeCommand('bnGradcheck.cancel');
    await checked;
    await panelSays(/from assignment2\.py/);
    assert.equal(await driver.countInPanel('[role="progressbar"]'), 0);
  });
});

describe('the manifest', () => {
  it('names the commands that are registered, and no others', async () => {
    const extension = vscode.extensions.getExtension('bn-gradcheck.bn-gradcheck');
    assert.ok(extension);
    await extension.activate();
    const { contributes } = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = (await vscode.commands.getCommands(true)).filter(
      (id) => id.startsWith('bnGradcheck.') && !id.includes('.panel'),
    );
    assert.deepEqual(registered.sort(), contributes.commands.map(({ command }) => command).sort());
  });
});

describe('the panel in every theme', () => {
  const themes = [
    'Default Light Modern',
    'Default Dark Modern',
    'Default High Contrast',
    'Default High Contrast Light',
  ];
  before(async () => {
    await openExample('pasted_gradient.py', 'x = [[');
    await vscode.commands.executeCommand('editor.action.selectAll');
    await check(/Disagrees/);
  });
  after(async () => {
    await vscode.workspace
      .getConfiguration('workbench')
      .update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
    await closeAll();
  });

  for (const theme of themes) {
    it(`takes the colours of ${theme}`, async () => {
      await vscode.workspace
        .getConfiguration('workbench')
        .update('colorTheme', theme, vscode.ConfigurationTarget.Global);
      const kind = theme.includes('High Contrast')
        ? 'vscode-high-contrast'
        : theme.includes('Dark')
          ? 'vscode-dark'
          : 'vscode-light';
      await driver.waitForPanel(`body.${kind}`);
      const colours = await evaluateInPanel(() => {
        const { backgroundColor, color } = getComputedStyle(document.body);
        return {
          backgroundColor,
          color,
          theme: getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-foreground'),
        };
      });
      assert.notEqual(colours.backgroundColor, colours.color);
      await driver.screenshot(`vscode-${theme.replace(/\W+/g, '-').toLowerCase()}`);
    });
  }
});
