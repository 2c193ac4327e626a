import { RandomState } from '../../random/random-state';
import { FLOAT32, FLOAT64, type Library, type Scalar, type Store } from '../dialect/dialect';
import { quoted } from '../failure';
import type { Generator } from './scope';
import type { Outline } from './values';

/** An argument that was read: a number, a list of numbers, an array's outline, a dtype, a word such as None or 'F'. */
export type Argument =
  | (Scalar & { readonly kind: 'number' })
  | {
      readonly kind: 'list';
      readonly shape: readonly number[];
      readonly data: Float64Array;
      readonly store: Store;
    }
  | Outline
  | { readonly kind: 'store'; readonly store: Store }
  | { readonly kind: 'word'; readonly word: string };

/**
 * The arguments of a call, each asked for by its name. The first that is not as it should be is the `problem`; from
 * then on every answer is a stand-in, and so what is made of them does not count.
 */
export class Arguments {
  problem: string | null = null;
  private readonly bound = new Map<string, Argument>();
  private readonly rest: readonly Argument[];

  /** Positional arguments take the parameters in order; what is beyond them is the rest, where a `*` ends them. */
  constructor(
    parameters: readonly string[],
    positional: readonly Argument[],
    named: ReadonlyMap<string, Argument>,
    private readonly generator: () => Generator,
    private readonly doubled: ReadonlySet<Library>,
  ) {
    const names = parameters.filter((name) => name !== '*');
    const takesRest = parameters[0] === '*';
    this.rest = takesRest ? positional : [];
    for (const [index, argument] of (takesRest ? [] : positional).entries()) {
      const name = names[index];
      if (name === undefined) this.refuse('has more arguments than are read');
      else this.bound.set(name, argument);
    }
    for (const [name, argument] of named) {
      if (!names.includes(name) || this.bound.has(name))
        this.refuse(`has an argument ${quoted(name)} that is not read`);
      else this.bound.set(name, argument);
    }
  }

  refuse(problem: string): void {
    this.problem ??= problem;
  }

  has(name: string): boolean {
    const argument = this.bound.get(name);
    return argument !== undefined && !(argument.kind === 'word' && argument.word === 'None');
  }

  number(name: string, missing?: number): number {
    return this.scalar(name, missing).number;
  }

  /** A number that counts or points at something. */
  whole(name: string, missing?: number): number {
    const { number } = this.scalar(name, missing);
    if (!Number.isSafeInteger(number)) this.refuse(`needs a whole number as ${quoted(name)}`);
    return number;
  }

  scalar(name: string, missing?: number): Scalar {
    const argument = this.bound.get(name);
    if (argument?.kind === 'number') return argument;
    if (this.has(name) || missing === undefined) this.refuse(`needs a number as ${quoted(name)}`);
    return { number: missing ?? 1, store: FLOAT64 };
  }

  /** A shape: lengths, or one length. */
  lengths(name: string): number[] {
    const argument = this.bound.get(name);
    const lengths = argument === undefined ? null : lengthsIn(argument);
    if (lengths === null) this.refuse('needs lengths that are written out, or assigned above it');
    return lengths ?? [];
  }

  /** Lengths given one by one, or together as the only positional argument. */
  restLengths(): number[] {
    const [only] = this.rest;
    const lists = this.rest.length === 1 && only !== undefined ? [lengthsIn(only)] : this.rest.map(lengthIn);
    if (lists.some((list) => list === null))
      this.refuse('needs lengths that are written out, or assigned above it');
    return lists.flatMap((list) => list ?? []);
  }

  get restCount(): number {
    return this.rest.length;
  }

  store(name: string, missing: Store): Store {
    const argument = this.bound.get(name);
    if (argument?.kind === 'store') return argument.store;
    if (this.has(name)) this.refuse('has a dtype that is not read');
    return missing;
  }

  /** What a library stores floating-point numbers as by default. */
  floats(library: Library): Store {
    return library === 'numpy' || this.doubled.has(library) ? FLOAT64 : FLOAT32;
  }

  /** A word that is one of those given; the first of them where the argument is missing. */
  word(name: string, ...known: readonly string[]): string {
    const argument = this.bound.get(name);
    const word = argument?.kind === 'word' ? argument.word : argument === undefined ? known[0] : undefined;
    if (word !== undefined && known.includes(word)) return word;
    this.refuse(`has an argument ${quoted(name)} that is not read`);
    return '';
  }

  /** The shape and store of an array or a list. */
  outline(name: string): { readonly shape: readonly number[]; readonly store: Store } {
    const argument = this.bound.get(name);
    if (argument?.kind === 'list' || argument?.kind === 'outline') return argument;
    this.refuse('needs an array whose shape is known');
    return { shape: [], store: FLOAT64 };
  }

  /** The generator to draw from. */
  random(): RandomState {
    const { state, lost } = this.generator();
    if (state === null) this.refuse(`cannot be known: ${lost}`);
    return state ?? new RandomState(0);
  }
}

function lengthIn(argument: Argument): number[] | null {
  const isLength = argument.kind === 'number' && argument.store.dtype === 'int';
  return isLength ? [argument.number] : null;
}

function lengthsIn(argument: Argument): number[] | null {
  if (argument.kind !== 'list') return lengthIn(argument);
  return argument.shape.length === 1 && argument.store.dtype === 'int' ? [...argument.data] : null;
}
