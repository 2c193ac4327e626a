import type { Dialect } from './dialect';
import { GENERIC, PROSE } from './generic';
import { JAVASCRIPT } from './javascript';
import { JSON_DIALECT } from './json';
import { JULIA } from './julia';
import { LUA } from './lua';
import { MATLAB } from './matlab';
import { PERL } from './perl';
import { PYTHON } from './python';
import { R } from './r';
import { RUBY } from './ruby';

/** Which dialect a VS Code language is read in. Another language is one more entry here. */
const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  ['python', PYTHON],
  ['jupyter', PYTHON],
  ['javascript', JAVASCRIPT],
  ['javascriptreact', JAVASCRIPT],
  ['typescript', JAVASCRIPT],
  ['typescriptreact', JAVASCRIPT],
  ['json', JSON_DIALECT],
  ['jsonc', JSON_DIALECT],
  ['jsonl', JSON_DIALECT],
  ['json5', JSON_DIALECT],
  ['matlab', MATLAB],
  ['octave', MATLAB],
  ['r', R],
  ['julia', JULIA],
  ['lua', LUA],
  ['luau', LUA],
  ['ruby', RUBY],
  ['perl', PERL],
  ['plaintext', PROSE],
  ['log', PROSE],
  ['markdown', PROSE],
  ['restructuredtext', PROSE],
  ['latex', PROSE],
]);

/** The dialect of a language; the generic one where we have none. */
export function dialectOf(languageId: string): Dialect {
  return DIALECTS.get(languageId) ?? GENERIC;
}
