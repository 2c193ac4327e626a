import * as vscode from 'vscode';
import { readNamed, type NamedLiteral } from '../core/literal/read';
import { isRecognised } from '../core/problem/arrays';
import { isReadable } from './languages';

const outlines = new WeakMap<
  vscode.TextDocument,
  { readonly version: number; readonly named: NamedLiteral[] }
>();

/** The arrays with recognised names in a document, read once for each of its versions; none in a very large one. */
export function outlineOf(document: vscode.TextDocument): readonly NamedLiteral[] {
  const { version, languageId } = document;
  const known = outlines.get(document);
  if (known?.version === version) return known.named;
  const named = isReadable(document)
    ? readNamed(document.getText(), languageId, isRecognised, 'all').filter(isArray)
    : [];
  outlines.set(document, { version, named });
  return named;
}

function isArray({ literal }: NamedLiteral): boolean {
  return !literal.ok || literal.value.tensor.shape.length > 0;
}
