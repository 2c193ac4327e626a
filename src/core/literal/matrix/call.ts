import { FLOAT64, type Store } from '../dialect/dialect';
import { quoted } from '../failure';
import { sizeOf } from '../../tensor/tensor';
import type { Blocks } from './blocks';
import { stored } from './elements';
import type { Progression } from './language';
import type { Call, Frame, Machine, MatrixValue, Operand } from './machine';
import { joined, padded, permuted, reshape } from './shapes';

/** A value, or the sentence that says why there is none. */
export type Result = Operand | string;

/** A call whose arguments were read: what a function sees of them, and what it makes its value with. */
export class MatrixCall {
  constructor(
    private readonly machine: Machine,
    private readonly frame: Frame,
    private readonly call: Call,
  ) {}

  get positional(): readonly Operand[] {
    return this.call.positional;
  }

  get blocks(): Blocks {
    return this.frame.blocks;
  }

  /** The arguments by their names: those without one take the names left over, in order. */
  get arguments(): ReadonlyMap<string, Operand> | null {
    const { callee, positional, named } = this.call;
    const free = callee.formals.filter((formal) => !named.has(formal));
    if (positional.length > free.length) return null;
    return new Map([...named, ...positional.map((value, at) => [free[at] ?? '', value] as const)]);
  }

  get named(): ReadonlyMap<string, Operand> {
    return this.call.named;
  }

  /** The sentence about arguments that are not understood. */
  get refusal(): string {
    return `${quoted(this.call.name)} is not read with these arguments: paste the values.`;
  }

  /** Lengths of axes, given one by one or as one vector; -1 for one left open. Null where they are none. */
  lengths(operands: readonly Operand[]): number[] | null {
    const [first] = operands;
    if (first?.kind === 'array' && first.shape.filter((length) => length > 1).length > 1) return null;
    const list =
      operands.length === 1 && first?.kind === 'array'
        ? [...this.valuesOf(first)]
        : operands.map((operand) => {
            if (operand.kind === 'word') return operand.text === '[]' || operand.text === ':' ? -1 : NaN;
            return operand.kind === 'scalar' ? operand.number : NaN;
          });
    const fits =
      list.length > 0 && list.every((length) => length === -1 || (Number.isInteger(length) && length > 0));
    return fits ? list : null;
  }

  valuesOf({ from, shape }: MatrixValue): Float64Array {
    const size = sizeOf(shape);
    this.charge(size);
    return this.machine.elements.slice(from, from + size).data;
  }

  /** An array of numbers by a rule, each written where the call stands. */
  make(shape: readonly number[], store: Store, at: Progression['at']): Result {
    const size = sizeOf(shape);
    if (!this.charge(size)) return this.refusal;
    const { elements, tokens, index, limit } = this.machine;
    elements.truncate(this.frame.from);
    const [start, end] = [tokens.start(this.call.nameToken), tokens.end(Math.min(index, limit - 1))];
    for (let place = 0; place < size; place++) elements.push(at(place), start, end);
    this.machine.rearranged = true;
    return { kind: 'array', store, shape, from: this.frame.from };
  }

  /** The array with every other argument forgotten; a number becomes an array of this shape. */
  only(operand: Operand | undefined, shape: readonly number[] = [1]): MatrixValue | null {
    const { elements, tokens } = this.machine;
    if (operand === undefined || operand.kind === 'word') return null;
    const { from } = this.frame;
    if (operand.kind === 'scalar') {
      elements.truncate(from);
      elements.push(operand.number, tokens.start(this.call.nameToken), tokens.end(this.machine.index));
      this.machine.rearranged = true;
      return { kind: 'array', store: operand.store, shape, from };
    }
    const size = sizeOf(operand.shape);
    if (operand.from === from) {
      elements.truncate(from + size);
      return operand;
    }
    const { data, places } = elements.slice(operand.from, operand.from + size);
    elements.truncate(from);
    data.forEach((value, at) => elements.push(value, places.start(at), places.end(at)));
    this.charge(size);
    return { ...operand, from };
  }

  /** The array in another shape, elements in order along columns or rows; one length may be -1. */
  reshaped(array: MatrixValue, lengths: readonly number[], byRow = false): Result {
    const size = sizeOf(array.shape);
    const known = lengths.reduce((product, length) => (length === -1 ? product : product * length), 1);
    const isOpen = lengths.includes(-1);
    const shape = lengths.map((length) => (length === -1 ? size / known : length));
    if (
      lengths.filter((length) => length === -1).length > 1 ||
      sizeOf(shape) !== size ||
      (isOpen && size % known !== 0)
    ) {
      return `The shape ${shape.join('×')} does not fit ${size} numbers.`;
    }
    this.rearrange(size);
    if (!byRow) reshape(this.machine.elements, array.from, array.shape, shape);
    return { ...array, shape };
  }

  permuted(array: MatrixValue, axes: readonly number[]): Result {
    this.rearrange(sizeOf(array.shape));
    return { ...array, shape: permuted(this.machine.elements, array.from, array.shape, axes) };
  }

  /** The gathered arguments along an axis, each with so many axes at least. */
  joined(axis: number, shapeOf: (shape: readonly number[]) => readonly number[]): Result {
    const { machine, frame } = this;
    const shapes = frame.blocks.shapes ?? new Array<readonly number[]>(frame.blocks.count).fill([]);
    const grown = shapes.map(shapeOf);
    const rank = Math.max(axis + 1, ...grown.slice(0, 1).map((shape) => shape.length));
    if (grown.some((shape) => shape.length > rank)) return this.refusal;
    this.rearrange(machine.elements.count - frame.from);
    const shape = joined(
      machine.elements,
      frame.from,
      grown.map((one) => padded(one, rank)),
      axis,
    );
    if (typeof shape === 'number')
      return `Argument ${shape + 1} of ${quoted(this.call.name)} has another length than those before it.`;
    return this.gathered(shape);
  }

  /** These arguments, all of them arrays, along an axis. */
  joinedOf(
    arrays: readonly Operand[],
    axis: number,
    shapeOf: (shape: readonly number[]) => readonly number[],
  ): Result {
    for (const array of arrays) {
      if (array.kind !== 'array') return this.refusal;
      this.frame.blocks.add(array.shape, array.store);
    }
    return this.joined(axis, shapeOf);
  }

  /** The gathered arguments as an array of this shape, in the order in which they stand. */
  gathered(shape: readonly number[]): Result {
    const { machine, frame } = this;
    if (frame.blocks.count === 0) return this.refusal;
    const array = { kind: 'array', store: machine.source.dialect.whole, shape, from: frame.from } as const;
    return stored(machine, frame, array) ?? this.refusal;
  }

  get gatheredCount(): number {
    return this.machine.elements.count - this.frame.from;
  }

  /** The elements at these places of an array, which has no other argument beside it. */
  picked(array: MatrixValue, shape: readonly number[], place: (index: number) => number): Result {
    const { elements } = this.machine;
    const size = sizeOf(shape);
    if (!this.charge(size)) return this.refusal;
    const { data, places } = elements.slice(array.from, elements.count);
    elements.truncate(array.from);
    for (let index = 0; index < size; index++) {
      const at = place(index);
      elements.push(data[at] ?? NaN, places.start(at), places.end(at));
    }
    this.machine.rearranged = true;
    return { ...array, shape };
  }

  /** Each number of a value stored in another way. */
  cast(operand: Operand | undefined, store: Store, image: (value: number) => number | null): Result {
    if (operand === undefined || operand.kind === 'word') return this.refusal;
    if (operand.kind === 'scalar') {
      const number = image(operand.number);
      return number === null ? this.refusal : { kind: 'scalar', number, store };
    }
    this.charge(sizeOf(operand.shape));
    return this.machine.elements.map(operand.from, image) < 0 ? { ...operand, store } : this.refusal;
  }

  squareRoot(operand: Operand | undefined): Result {
    if (operand?.kind === 'word' || operand?.store.dtype === 'float32') return this.refusal;
    return this.cast(operand, FLOAT64, (value) => (value < 0 ? null : Math.sqrt(value)));
  }

  private rearrange(size: number): void {
    this.charge(size);
    this.machine.rearranged = true;
  }

  private charge(size: number): boolean {
    return this.machine.charge(size, this.call.nameToken);
  }
}
