import * as vscode from 'vscode';
import type { LiteralErrorCode } from '../core/literal/literal';
import type { Range, UserError } from '../core/result';
import { languages } from './languages';
import { outlineOf } from './outline';
import type { Session } from './session';
import { onSetting, setting } from './settings';

export const diagnosticSource = 'BN Gradcheck';

/** What is wrong with a text for certain, as opposed to an array that is written in a way that we do not read. */
const problems: ReadonlySet<string> = new Set<LiteralErrorCode>([
  'ragged',
  'unbalanced',
  'hole',
  'not-a-number',
]);

/** How long a text must be left alone before it is called wrong, in milliseconds: half-typed text mostly is. */
const pause = 700;

/** Underlines what is wrong in arrays whose names say what they are, and in those that were checked. */
export class Diagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('bnGradcheck');
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly listeners: vscode.Disposable[];
  private told: Session['fault'] = null;

  constructor(private readonly session: Session) {
    const again = (): void => vscode.window.visibleTextEditors.forEach(({ document }) => this.wait(document));
    this.listeners = [
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.wait(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)),
      vscode.window.onDidChangeVisibleTextEditors(again),
      session.onDidChange(() => this.tellFault()),
      onSetting('diagnostics', again),
    ];
    again();
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const listener of this.listeners) listener.dispose();
    this.collection.dispose();
  }

  private wait(document: vscode.TextDocument): void {
    if (!languages.some((language) => language === document.languageId)) return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        if (!document.isClosed) this.tell(document);
      }, pause),
    );
  }

  private forget(uri: vscode.Uri): void {
    clearTimeout(this.timers.get(uri.toString()));
    this.timers.delete(uri.toString());
    this.collection.delete(uri);
  }

  /** A check that failed tells at once. */
  private tellFault(): void {
    const { fault } = this.session;
    if (fault === this.told) return;
    for (const uri of [this.told?.uri, fault?.uri]) {
      const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri?.toString());
      if (document !== undefined) this.tell(document);
    }
    this.told = fault;
  }

  private tell(document: vscode.TextDocument): void {
    const { fault } = this.session;
    const failures = outlineOf(document).flatMap(({ literal }) => (literal.ok ? [] : [literal.error]));
    const checked = fault?.uri.toString() === document.uri.toString() ? [fault.error] : [];
    const errors = setting('diagnostics', document) ? [...failures, ...checked].filter(isProblem) : [];
    const unique = new Map(errors.map((error) => [error.place.range.join(), error]));
    this.collection.set(
      document.uri,
      [...unique.values()].map((error) => diagnosticOf(document, error)),
    );
  }
}

type Problem = UserError & { readonly place: { readonly range: Range } };

function isProblem(error: UserError): error is Problem {
  return problems.has(error.code) && error.place !== null;
}

function diagnosticOf(document: vscode.TextDocument, { code, message, place }: Problem): vscode.Diagnostic {
  const [start, end] = place.range;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
  diagnostic.source = diagnosticSource;
  diagnostic.code = code;
  return diagnostic;
}
