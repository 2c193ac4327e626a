import * as vscode from 'vscode';
import type { Range } from '../core/result';
import { cellOf, earlierCells, pageOf, titleOf } from './notebook';

/** A document that a piece of Python text comes from, and where the piece begins. */
interface Piece {
  readonly uri: vscode.Uri;
  readonly start: number;
  readonly text: string;
}

/** Cells that define or import something; others would only run the user's experiments again. */
const defines = /^(?:def|class|async def|import|from|@)\b|^[A-Za-z_]\w*\s*=/m;

/** The Python text that functions of a document live in: the file, or of a notebook its cells up to this one. */
export class PythonText {
  private readonly pieces: readonly Piece[];
  readonly text: string;
  /** A path that the file would have, for its imports. */
  readonly path: string;
  readonly title: string;

  constructor(document: vscode.TextDocument) {
    const cells = earlierCells(document).filter(
      ({ languageId, text }) => languageId === 'python' && defines.test(text),
    );
    const pieces: Piece[] = [];
    let start = 0;
    for (const { uri, text } of [...cells.reverse(), pageOf(document)]) {
      pieces.push({ uri, start, text });
      start += text.length + 1;
    }
    this.pieces = pieces;
    this.text = pieces.map(({ text }) => text).join('\n');
    this.path = (cellOf(document.uri)?.notebook.uri ?? document.uri).fsPath;
    this.title = titleOf(document.uri);
  }

  /** Where a span of the text stands in its document, or null where it spans two of them. */
  placeOf([start, end]: Range): { readonly uri: vscode.Uri; readonly range: Range } | null {
    const piece = this.pieces.findLast((candidate) => candidate.start <= start);
    if (piece === undefined || end > piece.start + piece.text.length) return null;
    return { uri: piece.uri, range: [start - piece.start, end - piece.start] };
  }

  /** The span of a line, 1-based. */
  line(number: number): Range {
    const lines = this.text.split('\n');
    const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
    return [start, start + (lines[number - 1]?.length ?? 0)];
  }

  /** Whether every document still says what it said. */
  isCurrent(): boolean {
    return this.pieces.every(({ uri, text }) => {
      const key = uri.toString();
      return vscode.workspace.textDocuments.find((open) => open.uri.toString() === key)?.getText() === text;
    });
  }

  /** Whether an edit of a document changes the text. */
  holds(uri: vscode.Uri): boolean {
    return this.pieces.some((piece) => piece.uri.toString() === uri.toString());
  }
}
