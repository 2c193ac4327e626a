/** Elements that NumPy adds up in one go, by eight running totals. */
const block = 128;

/** The sum of some numbers that stand side by side, in the order in which NumPy's `sum` and `mean` add them. */
export function pairwiseSum(values: Float64Array, start = 0, length = values.length): number {
  if (length < 8) {
    let total = 0;
    for (let i = 0; i < length; i++) total += values[start + i]!;
    return total;
  }
  if (length > block) {
    const half = (length >> 1) - ((length >> 1) % 8);
    return pairwiseSum(values, start, half) + pairwiseSum(values, start + half, length - half);
  }
  const end = start + length;
  let [a, b, c, d] = [values[start]!, values[start + 1]!, values[start + 2]!, values[start + 3]!];
  let [e, f, g, h] = [values[start + 4]!, values[start + 5]!, values[start + 6]!, values[start + 7]!];
  let i = start + 8;
  for (; i + 8 <= end; i += 8) {
    a += values[i]!;
    b += values[i + 1]!;
    c += values[i + 2]!;
    d += values[i + 3]!;
    e += values[i + 4]!;
    f += values[i + 5]!;
    g += values[i + 6]!;
    h += values[i + 7]!;
  }
  let total = a + b + (c + d) + (e + f + (g + h));
  for (; i < end; i++) total += values[i]!;
  return total;
}
