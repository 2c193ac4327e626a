import { PROSE } from '../dialect/generic';
import type { Part } from '../lexer/scan';
import { sourceOf } from '../lexer/source';
import { type Page, pageOf } from '../page';

/** Text for people: printed arrays between words, and tables. */
export function prosePage(text: string, part: Part): Page {
  return pageOf(sourceOf(text, PROSE, part));
}
