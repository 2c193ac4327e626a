import * as vscode from 'vscode';
import { shapeText } from '../core/tensor/tensor';
import type { Report, TensorId } from '../core/report/report';
import { caseCode, tensorCode } from '../core/write/insertion';
import { writersFor, writtenLanguages } from '../core/write/registry';
import type { Writer } from '../core/write/writer';
import type { Session } from './session';

/** Writes values of the report at the cursor, as code in the language of the document. */
export class Insertion implements vscode.Disposable {
  /** The editor that had the cursor last: while the panel has the focus no editor is active. */
  private editor = vscode.window.activeTextEditor;
  private readonly listener = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (editor !== undefined) this.editor = editor;
  });

  constructor(private readonly session: Session) {}

  /** The command: any tensor of the report, picked from a list. */
  async pickTensor(): Promise<void> {
    const report = this.reportOrSay();
    if (report === null) return;
    const items = itemsOf(report);
    const picked = await vscode.window.showQuickPick(items, {
      title: 'BN Gradcheck: insert values as code',
      placeHolder: 'The values to insert at the cursor',
      matchOnDescription: true,
    });
    if (picked !== undefined) await this.say(() => this.tensor(picked.tensor));
  }

  /** The command: a program with the inputs, the output as it is and as it should be, and their difference. */
  async case(): Promise<void> {
    const report = this.reportOrSay();
    if (report !== null)
      await this.say(() => this.write((writer) => caseCode(report, this.session.route, writer)));
  }

  /** Inserts a tensor; fails with a sentence where that cannot be done. */
  async tensor(tensor: TensorId): Promise<void> {
    const report = this.session.result?.report;
    const values = report?.tensors[tensor];
    if (report === undefined || values === undefined)
      throw new Error(`There are no values for ${tensor} any more. Run the check again.`);
    await this.write((writer) => tensorCode(report, tensor, values, writer));
  }

  dispose(): void {
    this.listener.dispose();
  }

  private async write(codeBy: (writer: Writer) => string): Promise<void> {
    const { editor } = this;
    if (editor === undefined || !vscode.window.visibleTextEditors.includes(editor))
      throw new Error('No editor is open to insert into. Put the cursor where the code is to stand.');
    const { document } = editor;
    const writers = writersFor(document.languageId, document.getText());
    if (writers.length === 0)
      throw new Error(
        `Arrays cannot be written in ${document.languageId}: put the cursor into a file in ${writtenLanguages()}.`,
      );
    const writer = await choose(writers);
    if (writer === undefined) return;
    const code = codeBy(writer);
    if (code.length > longest)
      throw new Error(
        `This would insert ${Math.round(code.length / 1e6)} million characters: too much for an editor.`,
      );
    const { active } = editor.selection;
    await editor.edit((edit) => edit.insert(active, withBreaks(editor, code)));
    editor.revealRange(
      new vscode.Range(active, active),
      vscode.TextEditorRevealType.InCenterIfOutsideViewport,
    );
  }

  private reportOrSay(): Report | null {
    const { result } = this.session;
    if (result === null)
      void vscode.window.showInformationMessage('There is nothing to insert yet: run a check first.');
    return result?.report ?? null;
  }

  private async say(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      void vscode.window.showInformationMessage(error instanceof Error ? error.message : String(error));
    }
  }
}

/** Code longer than this is not inserted, in UTF-16 units. */
const longest = 20_000_000;

async function choose(writers: readonly Writer[]): Promise<Writer | undefined> {
  const [first, ...others] = writers;
  if (others.length === 0) return first;
  const items = writers.map((writer) => ({ label: writer.name, writer }));
  const picked = await vscode.window.showQuickPick(items, { title: 'BN Gradcheck: insert as' });
  return picked?.writer;
}

/** Code on lines of its own, indented as the line that it is inserted into. */
function withBreaks({ document, selection: { active } }: vscode.TextEditor, code: string): string {
  const line = document.lineAt(active).text;
  const indent = /^[ \t]*/.exec(line)?.[0].slice(0, active.character) ?? '';
  const before = line.slice(0, active.character).trim() === '' ? '' : `\n${indent}`;
  const after = line.slice(active.character).trim() === '' ? '' : `\n${indent}`;
  return before + code.replaceAll('\n', `\n${indent}`) + after;
}

/** Every tensor of the report by a name that people know. */
function itemsOf({
  tensors,
  inputs,
  forward,
  routes,
}: Report): (vscode.QuickPickItem & { tensor: TensorId })[] {
  const names = new Map<TensorId, string>([
    ...inputs.map(({ tensor, name }): [TensorId, string] => [tensor, `input ${name}`]),
    ...forward.map(({ tensor, name }): [TensorId, string] => [tensor, name]),
    ...routes.flatMap((route) =>
      route.steps.map(({ tensor, name }): [TensorId, string] => [tensor, `${name}, ${route.name}`]),
    ),
  ]);
  return Object.entries(tensors).map(([tensor, { shape }]) => ({
    tensor,
    label: tensor,
    description: [shapeText(shape), names.get(tensor)].filter((part) => part !== undefined).join('  '),
  }));
}
