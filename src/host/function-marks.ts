import * as vscode from 'vscode';
import { diagnosticSource } from './diagnostics';
import { fixEdit, type CheckedFunction, type FunctionCheck } from './function-check';
import { setting } from './settings';

const kind = vscode.CodeActionKind.QuickFix;

/** Underlines the lines of a checked function that are to blame, with the lightbulb that mends them. */
export class FunctionMarks implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('bnGradcheck.function');
  private readonly listeners: vscode.Disposable;

  constructor(private readonly check: FunctionCheck) {
    this.listeners = vscode.Disposable.from(
      check.onDidChange(() => this.draw()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // What was said is about the text as it was.
        if (contentChanges.length > 0 && check.last?.source.holds(document.uri)) this.collection.clear();
      }),
      vscode.languages.registerCodeActionsProvider(
        { language: 'python' },
        { provideCodeActions: (document, range) => this.actions(document, range) },
        { providedCodeActionKinds: [kind] },
      ),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.collection.dispose();
  }

  private draw(): void {
    this.collection.clear();
    const { last } = this.check;
    if (last === null || !setting('diagnostics', last.document)) return;
    const found = new Map<string, vscode.Diagnostic[]>();
    for (const { line, message, output, id } of last.report.diagnosis) {
      const place = line === null ? null : placeOfLine(last, line);
      if (place === null) continue;
      const text = `${output}: ${message}`;
      const diagnostic = new vscode.Diagnostic(place.range, text, vscode.DiagnosticSeverity.Warning);
      diagnostic.source = diagnosticSource;
      diagnostic.code = id;
      const key = place.uri.toString();
      found.set(key, [...(found.get(key) ?? []), diagnostic]);
    }
    for (const [uri, diagnostics] of found) this.collection.set(vscode.Uri.parse(uri), diagnostics);
  }

  private actions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const { last } = this.check;
    if (!last?.source.holds(document.uri) || !last.source.isCurrent()) return [];
    const edit = fixEdit(last, false);
    const here = this.collection
      .get(document.uri)
      ?.filter((diagnostic) => diagnostic.range.intersection(range));
    const touched = edit?.get(document.uri).some((one) => one.range.start.line === range.start.line) ?? false;
    if (edit === null || (!here?.length && !touched)) return [];
    const title = `Mend ${last.report.function}: the edit makes every check pass`;
    const action = new vscode.CodeAction(title, kind);
    action.edit = edit;
    // VS Code makes the edit first.
    const again = [last.document.uri, last.report.function];
    action.command = { command: 'bnGradcheck.checkFunction', title, arguments: again };
    action.diagnostics = [...(here ?? [])];
    action.isPreferred = true;
    return [action];
  }
}

/** A line without its indentation, in the document that it stands in. */
function placeOfLine(
  { source }: CheckedFunction,
  line: number,
): { readonly uri: vscode.Uri; readonly range: vscode.Range } | null {
  const [start, end] = source.line(line);
  const indent = source.text.slice(start, end).search(/\S|$/);
  const place = source.placeOf([start + indent, end]);
  const document =
    place && vscode.workspace.textDocuments.find((open) => open.uri.toString() === place.uri.toString());
  if (!place || !document) return null;
  const [from, to] = place.range;
  return { uri: place.uri, range: new vscode.Range(document.positionAt(from), document.positionAt(to)) };
}
