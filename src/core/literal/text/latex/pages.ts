import { PROSE } from '../../dialect/generic';
import type { Part } from '../../lexer/scan';
import { sourceOf } from '../../lexer/source';
import { type Page, pageOf } from '../../page';
import { prosePage } from '../prose';
import { latexContents } from './findings';

/** A LaTeX text: matrices and named numbers; what stands in verbatim environments is text for people. */
export function latexPages(text: string, part: Part): Page[] {
  const { from, to } = part;
  const { findings, verbatim } = latexContents(text, [from, to]);
  const formulas = pageOf(sourceOf(text, PROSE, { ...part, to: from }), findings, { range: [from, to] });
  return [formulas, ...verbatim.map(([start, end]) => prosePage(text, { ...part, from: start, to: end }))];
}
