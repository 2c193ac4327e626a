import type { Outputs } from '../gradcheck/outputs';
import type { OutputName } from '../problem/problem';

/** The inputs that a peer perturbs. */
export const perturbed = ['x', 'gamma', 'beta'] as const;
export type Perturbed = (typeof perturbed)[number];

/** A gradient of each of them. */
export const gradientOf = { x: 'dx', gamma: 'dgamma', beta: 'dbeta' } as const satisfies Record<
  Perturbed,
  OutputName
>;

/** Where a layer is evaluated: its inputs, those that it has. */
export type Point = Readonly<Partial<Record<Perturbed, Float64Array>>>;

/** What a peer asks of a layer's own functions: y at some points, and the gradients at the given point for some douts. */
export interface Calls {
  readonly points: readonly Point[];
  readonly douts: readonly Float64Array[];
}

/** What the functions answer, call by call. */
export interface Answers {
  readonly y: readonly Float64Array[];
  readonly gradients: readonly Outputs<Float64Array>[];
}

/** The point and the upstream gradient of a check. */
export interface Given {
  readonly point: Point;
  readonly dout: Float64Array;
}

/** What a peer concludes about one function. */
export interface Finding {
  readonly passes: boolean;
  /** What it prints, in short. */
  readonly says: string;
  /** Why it may pass what is wrong, and fail what is right, on these numbers. */
  readonly blind: string;
  readonly strict: string;
}

/** Another gradient checker at its default settings, by its published rules. */
export interface Peer {
  readonly id: string;
  readonly name: string;
  /** Whether it moves every element by itself, so that its cost grows with the square of the size. */
  readonly everyElement: boolean;
  calls(given: Given): Calls;
  judge(given: Given, answers: Answers): Finding;
}

/** The inputs that there are, in a peer's order. */
export function inputsOf(point: Point): (readonly [name: Perturbed, values: Float64Array])[] {
  return perturbed.flatMap((name) => {
    const values = point[name];
    return values === undefined ? [] : [[name, values] as const];
  });
}

/** A point with one input moved along a direction. */
export function moved(point: Point, name: Perturbed, direction: (k: number) => number): Point {
  return { ...point, [name]: point[name]?.map((value, k) => value + direction(k)) };
}

export function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((total, value, k) => total + value * b[k]!, 0);
}

/** The central difference of the answers to two calls, at + h and at - h. */
export function slope(y: readonly Float64Array[], call: number, h: number): Float64Array {
  const below = y[call + 1]!;
  return y[call]!.map((value, k) => (value - below[k]!) / (2 * h));
}
