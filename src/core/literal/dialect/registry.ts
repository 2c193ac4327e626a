import { C, CPP } from './c';
import { CSHARP } from './csharp';
import type { Dialect } from './dialect';
import { FIXED_FORTRAN, FORTRAN } from './fortran';
import { GENERIC, PROSE } from './generic';
import { GO } from './go';
import { JAVA } from './java';
import { JAVASCRIPT } from './javascript';
import { JSON_DIALECT } from './json';
import { JULIA } from './julia';
import { LUA } from './lua';
import { MATLAB } from './matlab';
import { PERL } from './perl';
import { PYTHON } from './python';
import { R } from './r';
import { RUBY } from './ruby';
import { RUST } from './rust';

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
  ['c', C],
  ['cpp', CPP],
  ['cuda-cpp', CPP],
  ['cuda', CPP],
  ['java', JAVA],
  ['csharp', CSHARP],
  ['go', GO],
  ['rust', RUST],
  ['FortranFreeForm', FORTRAN],
  ['fortran-modern', FORTRAN],
  ['fortran', FORTRAN],
  ['FortranFixedForm', FIXED_FORTRAN],
  ['fortran_fixed-form', FIXED_FORTRAN],
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
