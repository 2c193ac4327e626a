import { CODE } from '../lexer/chars';
import { type Source, pathAfter, pathBefore } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import { CHANGING, isHarmless } from './harmless';

/** What code that is not read as a value may do to the names and random numbers after it. */
export interface Effects {
  /** A name holds something else from here; null for every name. */
  forget(name: string | null): void;
  /** np.random.seed is called, with its argument after this parenthesis. */
  seed(open: number): void;
  /** Random numbers may be drawn at this token. */
  lose(token: number): void;
}

/** Words after which names are bound: all up to the statement's end, those up to `in`, or the next one. */
const BINDERS = new Map<string, 'all' | 'until-in' | 'next'>([
  ['import', 'all'],
  ['del', 'all'],
  ['case', 'all'],
  ['for', 'until-in'],
  ['as', 'next'],
  ['def', 'next'],
  ['class', 'next'],
]);

/** Tells the effects of the tokens [first, end) in their order; a call takes effect where it closes. */
export function scanEffects(source: Source, first: number, end: number, effects: Effects): void {
  const { tokens } = source;
  for (let index = first; index < end; index++) {
    switch (tokens.kind(index)) {
      case Kind.close:
        scanCall(source, index, effects);
        break;
      case Kind.operator:
        if (tokens.textOf(index) === ':=' && tokens.kind(index - 1) === Kind.name)
          effects.forget(tokens.textOf(index - 1));
        break;
      case Kind.name:
        if (tokens.kind(index - 1) !== Kind.dot) scanName(source, index, end, effects);
        break;
      default:
    }
  }
}

function scanName(source: Source, index: number, end: number, effects: Effects): void {
  const { tokens } = source;
  const binds = BINDERS.get(tokens.textOf(index));
  if (binds !== undefined) return forgetNames(source, index + 1, end, binds, effects);
  if (tokens.kind(index + 1) !== Kind.dot) return;
  const { path, last } = pathAfter(tokens, index, end);
  const random = /^(?:np|numpy)\.random\b(?:\.(\w+))?/.exec(path);
  if (random === null) return;
  if (random[1] === 'seed' && tokens.code(last + 1) === CODE.openParen) effects.seed(last + 1);
  else if (!isHarmless(path)) effects.lose(index);
}

function forgetNames(
  { tokens }: Source,
  first: number,
  end: number,
  binds: 'all' | 'until-in' | 'next',
  effects: Effects,
): void {
  for (let at = first; at < (binds === 'next' ? Math.min(end, first + 1) : end); at++) {
    const text = tokens.textOf(at);
    if (binds === 'until-in' && text === 'in') return;
    if (text === '*') effects.forget(null);
    if (tokens.kind(at) === Kind.name && tokens.kind(at - 1) !== Kind.dot) effects.forget(text);
  }
}

/** A call that we do not know may draw random numbers, and change what it is a method of. */
function scanCall(source: Source, close: number, effects: Effects): void {
  const { tokens } = source;
  const open = tokens.mate(close);
  if (open < 1 || tokens.code(open) !== CODE.openParen) return;
  const before = tokens.kind(open - 1);
  if (before === Kind.close && !tokens.afterBreak(open)) return effects.lose(open);
  if (before !== Kind.name) return;
  const { path, first } = pathBefore(tokens, open - 1);
  const isMethod = tokens.kind(first - 1) === Kind.dot;
  const isDefined = /^(?:def|class)$/.test(tokens.textOf(first - 1));
  if (isDefined || /^(?:np|numpy)\.random\./.test(path) || isHarmless(isMethod ? `.${path}` : path)) return;
  if (!CHANGING.test(path)) effects.lose(first);
  if (path.includes('.')) effects.forget(tokens.textOf(first));
}
