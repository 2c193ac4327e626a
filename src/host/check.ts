import * as vscode from 'vscode';
import { field } from '../core/field';
import { validOptions } from '../core/problem/options';
import type { Memento } from '../protocol/messages';
import type { Panel } from './panel';
import type { Session } from './session';
import { targetAgain, targetAt, targetOf, type Target } from './target';

/**
 * The command: checks what the active editor points at and shows the panel beside it.
 * @param uri and offset: the literal there instead
 */
export async function checkEditor(
  session: Session,
  panel: Panel,
  uri?: vscode.Uri,
  offset?: unknown,
): Promise<void> {
  const target = await pointedAt(uri, offset);
  panel.show();
  if (target === null) {
    const message = 'No editor is open. Open a file with arrays and put the cursor in one of them.';
    return session.fail({ code: 'no-editor', message, place: null });
  }
  session.prepare();
  // Reading a large text keeps this thread busy: the panel's page gets to load first.
  await new Promise((resolve) => setTimeout(resolve));
  await session.checkTarget(target);
}

/** A menu of VS Code gives the document alone: then its selections count, as where nothing is given. */
async function pointedAt(uri: vscode.Uri | undefined, offset: unknown): Promise<Target | null> {
  if (uri !== undefined && typeof offset === 'number')
    return targetAt(await vscode.workspace.openTextDocument(uri), offset);
  const editor = vscode.window.activeTextEditor;
  return editor === undefined ? null : targetOf(editor);
}

/** Fills a panel that VS Code brought back after a reload, by doing its check again. */
export async function restore(
  session: Session,
  panel: Panel,
  revived: vscode.WebviewPanel,
  state: unknown,
): Promise<void> {
  panel.adopt(revived);
  const memento = mementoOf(state);
  if (memento === null) return;
  const target = await targetAgain(memento);
  if (target === null) {
    const message = `${memento.uri} cannot be opened any more. Run the check on another file.`;
    return session.fail({ code: 'gone', message, place: null });
  }
  await session.checkTarget(target, memento.options);
}

/** The memento that the page kept for us, if what it kept is one. */
function mementoOf(state: unknown): Memento | null {
  const memento = field(state, 'check');
  const uri = field(memento, 'uri');
  const where = field(memento, 'where');
  const kind = field(where, 'kind');
  if (typeof uri !== 'string' || (kind !== 'cursor' && kind !== 'selections')) return null;
  const offset = field(where, 'offset');
  const ranges = field(where, 'ranges');
  const options = validOptions(field(memento, 'options'));
  if (typeof offset === 'number') return { uri, where: { kind: 'cursor', offset }, options };
  if (!Array.isArray(ranges)) return null;
  const pairs = ranges.filter(
    (range): range is [number, number] => Array.isArray(range) && range.length === 2,
  );
  return { uri, where: { kind: 'selections', ranges: pairs }, options };
}
