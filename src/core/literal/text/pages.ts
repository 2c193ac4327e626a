import { dialectOf } from '../dialect/registry';
import { normalised } from '../lexer/chars';
import { sourceOf } from '../lexer/source';
import type { Part } from '../lexer/scan';
import { type Page, pageOf } from '../page';
import { latexPages } from './latex/pages';
import { markdownPages } from './markdown';
import { prosePage } from './prose';
import { yamlPage } from './yaml/reader';
import { CSV, TSV, separatedPage } from './separated';

/** How a language without brackets to go by is taken apart. */
type Format = (text: string, part: Part) => Page[];

/** The languages in which arrays are found otherwise than by brackets; all others are code of a dialect. */
const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['plaintext', (text, part) => [prosePage(normalised(text), part)]],
  ['csv', (text, part) => separatedPage(text, part, CSV)],
  ['tsv', (text, part) => separatedPage(text, part, TSV)],
  ['latex', latexPages],
  ['tex', latexPages],
  ['markdown', (text, part) => markdownPages(text, part, pagesOf)],
  ['rmd', (text, part) => markdownPages(text, part, pagesOf)],
  ['quarto', (text, part) => markdownPages(text, part, pagesOf)],
  ['log', (text, part) => [prosePage(normalised(text), part)]],
  ['yaml', (text, part) => yamlPage(text, part)],
  ['restructuredtext', (text, part) => [prosePage(text, part)]],
]);

/** The pages of a part of a text, in order; in code, digits and brackets from other keyboards are what they stand for. */
export function pagesOf(text: string, languageId: string, part: Part): Page[] {
  const format = FORMATS.get(languageId);
  return format?.(text, part) ?? [pageOf(sourceOf(normalised(text), dialectOf(languageId), part))];
}
