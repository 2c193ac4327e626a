import * as vscode from 'vscode';
import { checkFunctions, interpreterFor } from '#platform';
import { lineChanges } from '../core/function/changes';
import { definitionsIn } from '../core/function/definitions';
import type { FunctionReport } from '../core/function/report';
import type { UserError } from '../core/result';
import { PythonText } from './python-text';
import { reveal } from './reveal';
import type { Session } from './session';

/** A function that was checked: its report, and the text as it was then. */
export interface CheckedFunction {
  readonly report: FunctionReport;
  readonly source: PythonText;
  readonly document: vscode.TextDocument;
}

const noPython =
  'Your functions run in your own Python, which VS Code for the Web does not have: open the folder in VS Code on a machine, or select arrays and check these.';
const untrusted =
  'Checking a function runs it, and this workspace is not trusted. Trust the workspace first; arrays can be checked without.';
const noFunction =
  'There is no forward or backward pass of a layer at the cursor: put the cursor into one, such as batchnorm_backward(dout, cache).';

/** Checks functions of the user's in their own Python, and applies the edit that mends one. */
export class FunctionCheck implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private checked: CheckedFunction | null = null;
  private runs = 0;

  constructor(
    private readonly session: Session,
    private readonly showPanel: () => void,
  ) {}

  /** The function that was checked last. */
  get last(): CheckedFunction | null {
    return this.checked;
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** The command: checks a function by its name, or the one at the cursor. */
  async command(uri?: vscode.Uri, name?: unknown): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const document = uri === undefined ? editor?.document : await vscode.workspace.openTextDocument(uri);
    this.showPanel();
    if (document === undefined)
      return this.refuse({ code: 'no-function', message: noFunction, place: null }, null);
    const offset = editor?.document === document ? document.offsetAt(editor.selection.active) : -1;
    const wanted = typeof name === 'string' ? name : functionAt(document.getText(), offset);
    if (wanted === null) return this.refuse({ code: 'no-function', message: noFunction, place: null }, null);
    await this.check(document, wanted);
  }

  /** Makes the edit that mends the function, and checks it again. */
  async apply(preview: boolean): Promise<void> {
    const { checked } = this;
    const edit = checked && fixEdit(checked, preview);
    if (!checked || !edit) return;
    if (!checked.source.isCurrent())
      throw new Error('The text was changed since the check: check the function again, then apply the edit.');
    if (await vscode.workspace.applyEdit(edit, { isRefactoring: true }))
      await this.check(checked.document, checked.report.function);
  }

  /** Shows a line of the function's text in the editor. */
  async revealLine(line: number): Promise<void> {
    const { source } = this.checked ?? {};
    const place = source?.placeOf(source.line(line));
    if (place) await reveal({ uri: place.uri, start: place.range[0], end: place.range[1] });
  }

  private async check(document: vscode.TextDocument, name: string): Promise<void> {
    if (checkFunctions === null)
      return this.refuse({ code: 'no-python', message: noPython, place: null }, null);
    if (!vscode.workspace.isTrusted)
      return this.refuse({ code: 'untrusted', message: untrusted, place: null }, null);
    const run = ++this.runs;
    const source = new PythonText(document);
    const title = `${name} in ${source.title}`;
    this.session.present({ kind: 'checking', document: title }, null);
    const python = await interpreterFor(document.uri);
    const result = await checkFunctions(source, { python, name });
    // A newer check has begun meanwhile.
    if (run !== this.runs) return;
    if (!result.ok) return this.refuse(result.error, source.title);
    const [report] = result.value;
    if (report === undefined) return;
    this.checked = { report, source, document };
    this.present(report, source, document);
    this.changed.fire();
  }

  private present(report: FunctionReport, source: PythonText, document: vscode.TextDocument): void {
    const { main, ...rest } = report;
    if (main === null) {
      const error = report.reason ?? { code: 'function', message: report.sentence, place: report.place };
      return this.refuse(error, source.title);
    }
    const { tensors: _, ...summary } = main;
    const changes = report.fix === null ? [] : lineChanges(source.text, report.fix);
    this.session.present(
      { kind: 'report', report: summary, document: source.title, checked: { ...rest, changes } },
      { report: main, document },
    );
  }

  private refuse(error: UserError, document: string | null): void {
    this.checked = null;
    this.session.fail(error, document);
    this.changed.fire();
  }
}

/** The function that an offset is in, or the only one that there is. */
function functionAt(text: string, offset: number): string | null {
  const definitions = definitionsIn(text);
  const around = definitions.find(({ extent: [start, end] }) => start <= offset && offset < end);
  return (around ?? (definitions.length === 1 ? definitions[0] : undefined))?.name ?? null;
}

/** The edit that mends a function; with a preview each change waits for the user's word. */
export function fixEdit({ report, source }: CheckedFunction, preview: boolean): vscode.WorkspaceEdit | null {
  if (report.fix === null) return null;
  const edit = new vscode.WorkspaceEdit();
  const label = { needsConfirmation: preview, label: `Mend ${report.function}` };
  for (const { range, newText } of report.fix.edits) {
    const place = source.placeOf(range);
    const document =
      place && vscode.workspace.textDocuments.find((open) => open.uri.toString() === place.uri.toString());
    if (!place || !document) return null;
    const [start, end] = place.range.map((offset) => document.positionAt(offset));
    if (start && end)
      edit.replace(place.uri, new vscode.Range(start, end), newText, preview ? label : undefined);
  }
  return edit;
}
