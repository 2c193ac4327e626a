import type { Algebra } from '../expression/algebra';
import type { DType } from '../literal';
import type { MatrixLanguage } from '../matrix/language';
import type { Quotient } from '../expression/exact';
import type { Types } from '../typing/types';

/** What a language writes around its code: the scanner needs no more to know code from comments and strings. */
export interface Lexicon {
  readonly lineComments: readonly string[];
  readonly blockComments: readonly (readonly [open: string, close: string])[];
  /** `"""` and `'''` strings, which span lines. */
  readonly tripleQuotes: boolean;
  /** `` `text ${code}` `` */
  readonly templates: boolean;
  readonly regularExpressions: boolean;
  /** A quote without its partner on the line is an apostrophe, not the start of a string. */
  readonly apostrophes: boolean;
  /** The bracket of nested lists, where a list of plain decimals means the same as in Python. */
  readonly plainLists?: number;
  /** A zero before other digits means base eight: 01.5 is no decimal. */
  readonly octalZeros?: true;
  /** `::` stands between the parts of a name. */
  readonly scopes?: true;
  /** Lua: `[[text]]` and `--[[comment]]`, with as many equals signs between the brackets as one likes. */
  readonly longBrackets?: true;
  /** Comments from a line that begins so to the end of a line that begins so; null: to the end of the text. */
  readonly lineBlocks?: readonly (readonly [opens: RegExp, closes: RegExp | null])[];
  /** Operators of two or three characters. */
  readonly operators: ReadonlySet<string>;
  /** Operators that name what stands before them, as `=` does: R's `<-`. */
  readonly assignments?: ReadonlySet<string>;
  /** A point before an operator belongs to it, and a quote right after a value transposes it: `2./x'`. */
  readonly elementwise?: true;
  /** MATLAB: three points join lines, `%{` and `%}` alone on their lines enclose a comment, '' is a quote in a string. */
  readonly matlab?: true;
  /** Letters that begin an exponent besides e: Julia's `1.5f-3`, MATLAB's `1d-3`. */
  readonly exponents?: string;
  /** R: points are letters of a name, and `$` is an operator. */
  readonly dottedNames?: true;
  /** Strings in any quotes may span lines. */
  readonly longStrings?: true;
  /** A single quote begins one character, or else a lifetime. */
  readonly characters?: true;
  /** `1'000` */
  readonly digitQuotes?: true;
  /** A plain decimal is no double: it goes to `oddNumber` like any other. */
  readonly oddDecimals?: true;
  /** Fortran's fixed form: a mark in column 1 is a comment, one in column 6 continues a line. */
  readonly columns?: true;
  /** `&` at the end of a line joins it with the next. */
  readonly ampersands?: true;
}

/** How numbers are stored; a value outside [low, high] does not fit. */
export interface Store {
  readonly dtype: DType;
  readonly low: number;
  readonly high: number;
}

function store(dtype: DType, low: number, high: number): Store {
  return { dtype, low, high };
}

export const FLOAT64 = store('float64', -Infinity, Infinity);
export const FLOAT32 = store('float32', -Infinity, Infinity);
/** Python's own integers, of any size. */
export const INTEGER = store('int', -Infinity, Infinity);

export function signed(bits: number): Store {
  return store('int', -(2 ** (bits - 1)), 2 ** (bits - 1) - 1);
}

export function unsigned(bits: number): Store {
  return store('int', 0, 2 ** bits - 1);
}

/** A number and how it is stored. */
export interface Scalar {
  readonly number: number;
  readonly store: Store;
  /** Its text, and its value before rounding, where arithmetic is exact. */
  readonly text?: string;
  readonly exact?: Quotient;
}

/** What a known function makes of its argument. */
export interface Callee {
  /** One number, any list, a list without lists in it, any of these, or its arguments as the items of a list. */
  readonly takes: 'scalar' | 'list' | 'vector' | 'any' | 'items';
  /** Whether `new` stands before it. */
  readonly isNew: boolean;
  readonly stores: 'as-given' | Store | SinglePrecision;
  /** Whose array it makes; null for a list of the language. */
  readonly library?: Library | null | undefined;
  /** Whether the second argument is a dtype. */
  readonly dtypeSecond: boolean;
  /** Named arguments that change neither shape nor values. */
  readonly ignores: ReadonlySet<string>;
  /** What is done to a number beyond storing it. */
  readonly applies?: (value: number) => number | null;
  /** Where the lengths of the array stand among the arguments, and whether columns come first. */
  readonly shape?: 'before' | 'after';
  readonly columns?: true;
  readonly transposes?: true;
  /** Numbers that it reads from strings: float('nan'). */
  readonly words?: ReadonlyMap<string, number>;
}

/** A library that stores in single precision by default: also what is an array already, also integers. */
export interface SinglePrecision {
  readonly single: Library;
  readonly evenArrays: boolean;
  readonly evenIntegers: boolean;
}

/** Whose arrays they are: arithmetic and default precision differ. */
export type Library = 'numpy' | 'torch' | 'jax' | 'tensorflow';

/** What a known method does to an array. */
export type Method = 'keep' | 'transpose' | 'reshape' | 'store' | 'device' | 'to-list' | 'to-numpy' | Store;

/** Constant arithmetic: the value, or the reason why there is none. */
export interface Arithmetic {
  readonly precedence: ReadonlyMap<string, number>;
  binary(operator: string, left: Scalar, right: Scalar): Scalar | string;
  /** Whether a sign may stand before the base of a power: -2**2. */
  readonly signedBase: boolean;
  /** Whether a sign before an array is for each of its numbers. */
  readonly signsArrays: boolean;
}

/** One language family. Another language is another record of this kind, listed in registry.ts. */
export interface Dialect {
  readonly name: string;
  readonly lexicon: Lexicon;
  /** A line end outside brackets ends a statement, whatever follows. */
  readonly lineEnds: boolean;
  /** Unless it stands after a comma: Ruby. */
  readonly commasJoinLines?: true;
  /** `1, 2` outside brackets and `(1, 2)` are lists. */
  readonly tuples: boolean;
  /** Braces hold statements, as in C; otherwise they hold keys and values. */
  readonly blocks: boolean;
  /** Lua: braces without keys are lists, and semicolons in them are commas. */
  readonly tables?: true;
  /** `$` before a name is no part of it. */
  readonly sigils?: true;
  /** Perl: what is assigned to a name after this sign is a list. */
  readonly listSigil?: number;
  /** `=>` parts a key from its value. */
  readonly fatCommas?: true;
  /** Lists as NumPy prints them, with white space for commas. */
  readonly prints: boolean;
  /** Text for people: words may stand beside an array, and `[1 -2]` is two numbers. */
  readonly prose: boolean;
  /** How a number written without a point or an exponent is stored. */
  readonly whole: Store;
  readonly arithmetic: Arithmetic | null;
  /** Names that stand for numbers: np.pi, NaN. */
  readonly constants: ReadonlyMap<string, number>;
  /** Names that stand for values that are no numbers: None, True. */
  readonly notNumbers: ReadonlySet<string>;
  readonly calls: ReadonlyMap<string, Callee>;
  readonly methods: ReadonlyMap<string, Method>;
  /** What makes an array of the items in brackets after it: Matrix[[1, 2]]. */
  readonly bracketCalls?: ReadonlyMap<string, Callee>;
  /** Methods without arguments that leave a list as it is, with or without parentheses: `.freeze`. */
  readonly keptBy?: ReadonlySet<string>;
  /** What is done to whole arrays; without it, only lists and numbers are read. */
  readonly algebra?: Algebra;
  readonly stores: ReadonlyMap<string, Store>;
  /** Words that begin a type after a value: `as const`. */
  readonly typeWords: ReadonlySet<string>;
  /** Words that cannot stand inside brackets, so that they end brackets left open. */
  readonly statementWords: ReadonlySet<string>;
  /** Words that may follow a value on a new line inside brackets. */
  readonly joiningWords: ReadonlySet<string>;
  /** Words before a value that is neither named nor a statement of its own: return, in. */
  readonly leadingWords: ReadonlySet<string>;
  /** Words that begin a statement whose colon does not name a value: if, for, case. */
  readonly headWords: ReadonlySet<string>;
  /** A number that is not a plain decimal: hexadecimal, with underscores; or the reason why it is none. */
  oddNumber(
    text: string,
  ): Scalar | { readonly code: 'not-a-number' | 'not-numeric'; readonly reason: string };
  /** The libraries that the text switches to double precision by default. */
  doubled(text: string): ReadonlySet<Library>;
  /** How a language with types writes its arrays; without, brackets alone make lists. */
  readonly types?: Types;
  /** How to print an array whole, for the error about `...`. */
  readonly printWhole: string;
  /** What is known of a language whose arrays are matrices; its values are read by `matrix/evaluate.ts`. */
  readonly matrix?: MatrixLanguage;
}

/** Whether a name is that of a function whose arguments are part of a literal. */
export function knowsCall(dialect: Dialect, path: string): boolean {
  return dialect.calls.has(path) || dialect.matrix?.functions.has(path) === true;
}
