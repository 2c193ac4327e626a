import * as vscode from 'vscode';
import type { ArrayLiteral, Where } from '../core/literal/literal';
import { arraysOf, inherited, type DocumentPart } from '../core/problem/arrays';
import { fail, ok, type Range, type Result, type UserError } from '../core/result';
import type { Memento } from '../protocol/messages';
import type { Drift } from './drift';
import { earlierCells, pageOf, type Page } from './notebook';

/** The part of a document that a check is about, with the text as it was then. */
export interface Target extends Page, DocumentPart {
  /** The cells before it, the nearest first, where the document is a cell of a notebook. */
  readonly earlier: readonly Page[];
}

/** What an editor points at: its selections, or the literal around its cursor. */
export function targetOf({ document, selections }: vscode.TextEditor): Target {
  const ranges = selections
    .filter((selection) => !selection.isEmpty)
    .map(({ start, end }) => [document.offsetAt(start), document.offsetAt(end)] as const)
    .sort(([a], [b]) => a - b);
  const [cursor] = selections;
  return ranges.length > 0
    ? targetIn(document, { kind: 'selections', ranges })
    : targetAt(document, cursor === undefined ? 0 : document.offsetAt(cursor.active));
}

/** The literal around an offset of a document. */
export function targetAt(document: vscode.TextDocument, offset: number): Target {
  return targetIn(document, { kind: 'cursor', offset });
}

function targetIn(document: vscode.TextDocument, where: Where): Target {
  return { ...pageOf(document), where, earlier: earlierCells(document) };
}

/** The part of a document that a panel of an earlier session was about; null if it cannot be opened any more. */
export async function targetAgain({ uri, where }: Pick<Memento, 'uri' | 'where'>): Promise<Target | null> {
  try {
    return targetIn(await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)), where);
  } catch {
    return null;
  }
}

/** The same part of a document as its text is now; as it was where the document is closed. */
export function refreshed(target: Target, drift: Drift | null): Target {
  const { uri, where } = target;
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (document === undefined) return target;
  const now = (offset: number): number => drift?.now(uri, offset) ?? offset;
  switch (where.kind) {
    case 'document':
      return targetIn(document, where);
    case 'cursor':
      return targetAt(document, now(where.offset));
    case 'selections':
      return targetIn(document, {
        kind: 'selections',
        ranges: where.ranges.map(([start, end]): Range => [now(start), now(end)]),
      });
  }
}

/** The arrays that a target is about, and the page that each stands on. */
export interface Reading {
  readonly arrays: readonly ArrayLiteral[];
  readonly pageOf: (array: ArrayLiteral) => Page;
}

/** Why a target could not be read, and where. */
export interface Fault {
  readonly error: UserError;
  readonly uri: vscode.Uri;
}

/** Reads the arrays that a target is about: at a cursor in a notebook also those that the cells before leave behind. */
export function readTarget(target: Target): Result<Reading, Fault> {
  const arrays = arraysOf(target);
  if (!arrays.ok) return fail({ error: arrays.error, uri: target.uri });
  const above = inherited(arrays.value, target.where.kind === 'cursor' ? target.earlier : []);
  if (!above.ok) return fail({ error: above.error.error, uri: above.error.home.uri });
  const pages = new Map(above.value.map(({ array, home }) => [array, home]));
  return ok({
    arrays: [...arrays.value, ...pages.keys()],
    pageOf: (array) => pages.get(array) ?? target,
  });
}
