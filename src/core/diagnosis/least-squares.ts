/**
 * The factors x that make Σ_k x_k·column_k come nearest to a target, each element weighed: by modified Gram-Schmidt
 * (Björck 1967), which keeps its digits where normal equations lose them. Null where columns depend on one another.
 */
export function leastSquares(
  columns: readonly Float64Array[],
  target: Float64Array,
  weights: Float64Array,
): number[] | null {
  const weighed = (data: Float64Array): Float64Array => data.map((value, i) => value * weights[i]!);
  const basis: Float64Array[] = [];
  const upper: number[][] = [];
  const projected: number[] = [];
  const rest = weighed(target);
  for (const column of columns) {
    const q = weighed(column);
    const size = Math.sqrt(dot(q, q));
    const row = basis.map((other) => take(q, other));
    const length = Math.sqrt(dot(q, q));
    if (!(length > 1e-9 * size)) return null;
    for (let i = 0; i < q.length; i++) q[i]! /= length;
    upper.push([...row, length]);
    basis.push(q);
    projected.push(take(rest, q));
  }
  const factors = new Array<number>(columns.length).fill(0);
  for (let k = columns.length - 1; k >= 0; k--) {
    let value = projected[k]!;
    for (let later = k + 1; later < columns.length; later++) value -= upper[later]![k]! * factors[later]!;
    factors[k] = value / upper[k]![k]!;
  }
  return factors;
}

/** Takes the component along a unit vector out of a vector and gives its length. */
function take(vector: Float64Array, unit: Float64Array): number {
  const along = dot(vector, unit);
  for (let i = 0; i < vector.length; i++) vector[i]! -= along * unit[i]!;
  return along;
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}
