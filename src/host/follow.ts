import * as vscode from 'vscode';
import type { ArrayLiteral } from '../core/literal/literal';
import { roleByName } from '../core/problem/assemble';
import { isReadable } from './languages';
import type { Panel } from './panel';
import type { Session } from './session';
import { onSetting, setting } from './settings';
import { targetOf, type Target } from './target';

/** How long the cursor or the keyboard must rest before the panel follows, in milliseconds. */
const rest = 250;

/** Makes the panel follow the cursor and the edits of what it shows, unless it is pinned. */
export class Follow implements vscode.Disposable {
  private readonly listeners: vscode.Disposable[];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private edited = false;
  private pinned = false;

  constructor(
    private readonly session: Session,
    private readonly panel: Panel,
  ) {
    const begin = (): void => {
      session.pinned = !setting('follow');
    };
    begin();
    this.listeners = [
      onSetting('follow', begin),
      session.onDidChange(() => {
        if (this.pinned && !session.pinned) this.wait(false);
        this.pinned = session.pinned;
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) this.wait(false);
      }),
      vscode.window.onDidChangeActiveTextEditor(() => this.wait(false)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const here = document === vscode.window.activeTextEditor?.document;
        if (contentChanges.length > 0 && (here || session.dependsOn(document.uri))) this.wait(true);
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const listener of this.listeners) listener.dispose();
  }

  private wait(edited: boolean): void {
    if (!this.panel.visible) return;
    this.edited ||= edited;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const target = this.next(this.edited);
      this.edited = false;
      if (target !== null) void this.session.follow(target, isWorthIt);
    }, rest);
  }

  /** What to look at now: what the cursor is in, or what is shown where that was edited; null for nothing. */
  private next(edited: boolean): Target | null {
    const { session } = this;
    const editor = vscode.window.activeTextEditor;
    const { current } = session;
    const again = edited && current !== null && isShort(current) ? current : null;
    if (session.pinned || editor === undefined || !isReadable(editor.document)) return again;
    // Several selections are made for the command, and one of a few characters for copying.
    if (!editor.selection.isEmpty || editor.selections.length > 1) return again;
    const target = targetOf(editor);
    return current !== null && isWithin(target, current) ? again : target;
  }
}

function isShort({ uri }: Target): boolean {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  return document !== undefined && isReadable(document);
}

/** Whether a cursor stands in the selections that are shown. */
function isWithin({ uri, where: cursor }: Target, { uri: shown, where }: Target): boolean {
  if (cursor.kind !== 'cursor' || where.kind !== 'selections' || uri.toString() !== shown.toString())
    return false;
  return where.ranges.some(([start, end]) => start <= cursor.offset && cursor.offset <= end);
}

/** A list of numbers may be anything: one is followed where it has a name that we know, or rows. */
function isWorthIt(arrays: readonly ArrayLiteral[]): boolean {
  return arrays.some((array) => roleByName(array) !== null || array.tensor.shape.length > 1);
}
