import type { Expression } from '../../layer/expression';
import { layerIds, type LayerId } from '../../layer/form';

/** Whether the statistics move with x (training), are constants (evaluation), or either. */
export type Setting = 'moving' | 'constant' | 'any';

/**
 * A known mistake: the formula that it makes of an output, and what to say about it. `S0`, `S1`, `sumDout` and
 * `sumDoutXhat` are the sums of g, g·x̂, dout and dout·x̂ that are due, 0 where the layer has no such path; `sumG`
 * and `sumGXhat` are the sums themselves.
 */
export interface Mistake {
  readonly id: string;
  readonly setting: Setting;
  /** The layers that it is about; all of them where it does not say. */
  readonly layers?: readonly LayerId[];
  readonly message: string;
  /** The term as it is and as it should be, or null where no single term is to blame. */
  readonly terms: { readonly is: string; readonly due: string } | null;
  readonly expression: Expression;
}

/** A mistake of layers that take the mean out of x: in RMS norm it is right, or another one. */
export function ofCentred(mistake: Mistake): Mistake {
  return { ...mistake, layers: layerIds.filter((layer) => layer !== 'rmsnorm') };
}

/** A mistake of some layers alone. */
export function of(layer: LayerId, mistake: Mistake): Mistake {
  return { ...mistake, layers: [layer] };
}
