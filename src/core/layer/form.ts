/** The layers that can be checked. All but dropout are one thing: normalise over some axes, then scale and shift. */
export const layerIds = [
  'batchnorm',
  'layernorm',
  'groupnorm',
  'instancenorm',
  'rmsnorm',
  'dropout',
] as const;
export type LayerId = (typeof layerIds)[number];

/** Orders of the axes of x: N batch, D features, C channels, L, H and W positions. */
export const axisOrders = ['ND', 'NCL', 'NLC', 'NCHW', 'NHWC'] as const;
export type AxisOrder = (typeof axisOrders)[number];

/** Which layer, and how it looks at the axes of x. */
export interface Form {
  readonly layer: LayerId;
  /** Order of the axes, where channels matter. */
  readonly layout: AxisOrder;
  /** Groups of channels of group norm. */
  readonly groups: number;
  /** How many trailing axes layer norm and RMS norm normalise over. */
  readonly normDims: number;
}

/** The name of each layer in a sentence. */
export const layerNames: Readonly<Record<LayerId, string>> = {
  batchnorm: 'batch norm',
  layernorm: 'layer norm',
  groupnorm: 'group norm',
  instancenorm: 'instance norm',
  rmsnorm: 'RMS norm',
  dropout: 'dropout',
};

/** The order that axes have unless said otherwise: channels right after the batch. */
export function usualOrder(rank: number): AxisOrder {
  return rank <= 2 ? 'ND' : rank === 3 ? 'NCL' : 'NCHW';
}
