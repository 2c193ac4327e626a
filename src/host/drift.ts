import * as vscode from 'vscode';

/** One edit of a document: so many UTF-16 units at an offset replaced by so many others. */
interface Edit {
  readonly offset: number;
  readonly removed: number;
  readonly added: number;
}

/** Follows the edits of some documents, so that places found in an older text are found again in the newer one. */
export class Drift implements vscode.Disposable {
  private readonly edits: ReadonlyMap<string, Edit[]>;
  private readonly listener: vscode.Disposable;

  constructor(uris: readonly vscode.Uri[]) {
    this.edits = new Map(uris.map((uri) => [uri.toString(), []]));
    this.listener = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const edits = this.edits.get(document.uri.toString());
      for (const { rangeOffset, rangeLength, text } of contentChanges) {
        edits?.push({ offset: rangeOffset, removed: rangeLength, added: text.length });
      }
    });
  }

  /** Whether a document is one of those that are followed. */
  follows(uri: vscode.Uri): boolean {
    return this.edits.has(uri.toString());
  }

  /** Where an offset of the older text is now. */
  now(uri: vscode.Uri, offset: number): number {
    const edits = this.edits.get(uri.toString()) ?? [];
    return edits.reduce(
      (place, edit) => (place >= edit.offset + edit.removed ? place + edit.added - edit.removed : place),
      offset,
    );
  }

  dispose(): void {
    this.listener.dispose();
  }
}
