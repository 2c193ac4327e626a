import * as vscode from 'vscode';

/** One edit of a document: so many UTF-16 units at an offset replaced by so many others. */
interface Edit {
  readonly offset: number;
  readonly removed: number;
  readonly added: number;
}

/** Follows the edits of a document, so that places found in an older text are found again in the newer one. */
export class Drift implements vscode.Disposable {
  private readonly edits: Edit[] = [];
  private readonly listener: vscode.Disposable;

  constructor(uri: vscode.Uri) {
    this.listener = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.toString() !== uri.toString()) return;
      for (const { rangeOffset, rangeLength, text } of contentChanges) {
        this.edits.push({ offset: rangeOffset, removed: rangeLength, added: text.length });
      }
    });
  }

  /** Where an offset of the older text is now. */
  now(offset: number): number {
    return this.edits.reduce(
      (place, edit) => (place >= edit.offset + edit.removed ? place + edit.added - edit.removed : place),
      offset,
    );
  }

  dispose(): void {
    this.listener.dispose();
  }
}
