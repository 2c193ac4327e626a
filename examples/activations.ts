// A layer's activations as a typed array and plain arrays; gamma, beta and dout are drawn by BN Gradcheck.
export const x: number[][] = [
  [-0.296, -4.259, -7.125, -7.409],
  [-0.851, 4.743, -1.192, -3.574],
  [3.736, -1.288, -1.696, -1.242],
  [-2.397, -2.928, -6.305, -0.495],
  [-2.284, 1.579, -3.106, -7.719],
];

export const gamma = new Float64Array([0.5, -1.25, 2, 0.75]);
