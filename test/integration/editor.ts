import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { driver } from './driver';

/** Opens one of the examples in the first column, the cursor at the start of some text. */
export async function openExample(name: string, cursorAt: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return open(await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name)), cursorAt);
}

/** Opens a new file of the workspace with some text. */
export async function openText(content: string, name: string, cursorAt: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  const file = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
  return open(await vscode.workspace.openTextDocument(file), cursorAt);
}

async function open(document: vscode.TextDocument, cursorAt: string): Promise<vscode.TextEditor> {
  const offset = document.getText().indexOf(cursorAt);
  assert.notEqual(offset, -1, `the document has no ${cursorAt}`);
  const cursor = document.positionAt(offset);
  return vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.One,
    selection: new vscode.Selection(cursor, cursor),
  });
}

/** Waits until a part of VS Code's own window says what is expected. */
export async function windowSays(selector: string, expected: RegExp): Promise<void> {
  let text = '';
  await until(
    async () => {
      text = (await driver.count(selector)) > 0 ? await driver.text(selector) : '';
      return expected.test(text);
    },
    () => `${selector} does not say ${String(expected)} but: ${text.slice(0, 400)}`,
  );
}

/** Does something with a setting of ours changed, and puts it back. */
export async function withSetting(name: string, value: unknown, action: () => Promise<void>): Promise<void> {
  const settings = vscode.workspace.getConfiguration('bnGradcheck');
  await settings.update(name, value, vscode.ConfigurationTarget.Workspace);
  try {
    await action();
  } finally {
    await settings.update(name, undefined, vscode.ConfigurationTarget.Workspace);
  }
}

/** Puts the cursor where some text starts. */
export function moveTo(editor: vscode.TextEditor, text: string): void {
  const offset = editor.document.getText().indexOf(text);
  assert.notEqual(offset, -1, `the document has no ${text}`);
  const position = editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(position, position);
}

/** Replaces the first place of some text, as one edit. */
export async function replace(editor: vscode.TextEditor, text: string, replacement: string): Promise<void> {
  const offset = editor.document.getText().indexOf(text);
  assert.notEqual(offset, -1, `the document has no ${text}`);
  const { document } = editor;
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + text.length));
  assert.ok(await editor.edit((edit) => edit.replace(range, replacement)));
}

/** Runs the check and waits until the panel says what is expected. */
export async function check(expected: RegExp): Promise<string> {
  await vscode.commands.executeCommand('bnGradcheck.check');
  return panelSays(expected);
}

/** Waits until a part of the panel matches. */
export async function panelSays(expected: RegExp, selector = 'main'): Promise<string> {
  let text = '';
  await until(
    async () => {
      text = await driver.panelText(selector);
      return expected.test(text);
    },
    () => `the panel does not say ${String(expected)} but:\n${text.slice(0, 600)}`,
  );
  return text;
}

/** Waits until a condition holds, up to twenty seconds: the machine may have other work. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  otherwise: () => string,
): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > end) assert.fail(otherwise());
    await sleep(50);
  }
}

/** The text that is selected in the active editor. */
export function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  return editor ? editor.document.getText(editor.selection) : '';
}
