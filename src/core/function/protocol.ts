import type { Range } from '../result';
/**
 * What is said to `src/python/harness.py` and what it answers: one JSON object a line each way. Numbers that JSON
 * lacks are strings, as in the command line's answers.
 */
export type Request =
  | { readonly op: 'describe'; readonly path: string; readonly text: string }
  | { readonly op: 'run'; readonly programs: readonly Program[] }
  | RepairRequest;

/** Asks for edits of the file's functions that make what some programs give what is due. */
export interface RepairRequest {
  readonly op: 'repair';
  readonly programs: readonly Program[];
  /** What is due of each program. */
  readonly targets: readonly (readonly RepairTarget[])[];
  /** The functions that may be edited, the likeliest first. */
  readonly functions: readonly string[];
  /** Outputs that are wrong, and the ids of what was found out about them. */
  readonly wrong: readonly string[];
  readonly diagnosis: readonly string[];
  /** How long the search may take. */
  readonly seconds: number;
}

/** What is due of one result. */
export interface RepairTarget {
  readonly output: string;
  /** The result that it is in, and the way to it through tuples and dicts. */
  readonly from: string;
  readonly path: readonly (string | number)[];
  readonly due: readonly number[];
  /** The shape that it must have; null where (D,) and (1, D) are alike. */
  readonly shape: readonly number[] | null;
  /** Of dropout, whose due values follow from what it kept: where y is, and what is multiplied. */
  readonly dropout: {
    readonly keep: number;
    readonly kept: { readonly from: string; readonly path: readonly (string | number)[] };
    readonly base: string;
  } | null;
}

/** An array handed to the user's function, row-major. */
export interface PlainArray {
  readonly shape: readonly number[];
  readonly data: readonly (number | string)[];
  readonly dtype: 'float64' | 'float32' | 'int64';
}

/** A value that a call is given. `ref` is an array of the program, or the result of a call before. */
export type Value =
  | { readonly ref: string }
  | { readonly item: readonly [of: Value, key: number | string] }
  /** What is left of a tuple without its first elements. */
  | { readonly rest: readonly [of: Value, from: number] }
  | { readonly value: number | string | boolean | null }
  | { readonly tuple: readonly Value[] }
  | { readonly dict: Readonly<Record<string, Value>> }
  /** An object with these attributes. */
  | { readonly object: Readonly<Record<string, Value>> };

/** A call: of a function or class of the file, of a method of an earlier result (`layer.forward`), or of a builtin. */
export interface Call {
  readonly call: string;
  readonly args: readonly Value[];
  readonly kwargs: Readonly<Record<string, Value>>;
  /** The name that the result goes by. */
  readonly as: string;
}

/** Calls on fresh copies of some arrays. Programs do not see one another but through the file's own globals. */
export interface Program {
  readonly arrays: Readonly<Record<string, PlainArray>>;
  readonly calls: readonly Call[];
  /** What Python's and NumPy's global random numbers start from. */
  readonly seed: number;
}

/** A parameter of a function of the file. */
export interface Parameter {
  readonly name: string;
  readonly hasDefault: boolean;
  /** False for `*args` and `**kwargs`. */
  readonly isSingle: boolean;
}

/** What is plain from a function's text, without running it. Lines are 1-based. */
export interface FunctionFacts {
  readonly name: string;
  /** The class that it is a method of. */
  readonly owner: string | null;
  readonly line: number;
  readonly endLine: number;
  readonly docstring: string;
  /** Without the `self` of a method. */
  readonly params: readonly Parameter[];
  /** For each parameter, or `self.attribute`, that is taken apart: the names of its elements, keys, attributes. */
  readonly unpacked: Readonly<Record<string, readonly string[]>>;
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Attributes of self that it sets, and those that it reads. */
  readonly sets: readonly string[];
  readonly reads: readonly string[];
  /** The names, keys or expressions that it returns, of the return statement with the most. */
  readonly returns: readonly string[];
  /** For each local name the last line that assigns it, and the line of the return statement. */
  readonly assigned: Readonly<Record<string, number>>;
  readonly returnLine: number | null;
  /** Small numbers in its text, which an eps may be among. */
  readonly numbers: readonly number[];
  /** Functions that it calls by name. */
  readonly calls: readonly string[];
}

/** What a file holds. */
export interface FileFacts {
  readonly functions: readonly FunctionFacts[];
  /** Small numbers assigned at the top of the file. */
  readonly numbers: readonly number[];
}

/** Why the user's code gave no result. */
export interface UserFault {
  readonly kind: 'exception' | 'exit' | 'missing';
  /** The Python type of the exception. */
  readonly type: string;
  readonly message: string;
  /** The line of the user's file, and the function that it stands in. */
  readonly line: number | null;
  readonly within: string | null;
}

/** A result as the harness describes it. */
export type Described =
  | ({ readonly kind: 'array'; readonly type: string } & PlainResult)
  | { readonly kind: 'items'; readonly type: string; readonly items: readonly Described[] }
  | { readonly kind: 'entries'; readonly entries: Readonly<Record<string, Described>> }
  | { readonly kind: 'none' }
  | { readonly kind: 'other'; readonly type: string };

interface PlainResult {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly data: readonly (number | string)[];
}

/** How one program went. */
export interface Outcome {
  readonly results: Readonly<Record<string, Described>>;
  /** The call that failed, by the name of its result; those after it were not made. */
  readonly failed: string | null;
  readonly fault: UserFault | null;
  /** Arrays whose values a call changed in place. */
  readonly changed: readonly { readonly array: string; readonly by: string }[];
}

/** The answer to each request. */
export type Answer =
  | ({ readonly op: 'describe' } & FileFacts)
  /** `skipped`: statements at the top of the file that failed, and were passed over. */
  | {
      readonly op: 'run';
      readonly outcomes: readonly Outcome[];
      readonly skipped: readonly UserFault[];
      readonly missing: readonly string[];
      readonly versions: { readonly python: string; readonly numpy: string };
    }
  /** No edits where none was found. */
  | { readonly op: 'repair'; readonly edits: readonly { readonly range: Range; readonly newText: string }[] }
  | {
      readonly op: 'error';
      readonly code: 'syntax' | 'no-numpy' | 'load';
      readonly message: string;
      readonly line: number | null;
      readonly column: number | null;
    };
