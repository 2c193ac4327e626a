/** The frameworks whose conventions a check can follow. */
export type PresetId = 'cs231n' | 'pytorch' | 'keras' | 'flax' | 'caffe' | 'mxnet' | 'paper';

/** How one framework's batch normalisation differs from the others'. */
export interface Preset {
  readonly id: PresetId;
  readonly name: string;
  readonly eps: number;
  /** Weight of the old running statistic in an update; 0 where the statistic is an average over batches. */
  readonly oldWeight: number;
  /** Whether the running variance takes the batch variance times N/(N-1). */
  readonly unbiasedRunningVar: boolean;
  readonly initialRunningVar: 0 | 1;
  /** What a reader should know beside the numbers, or null. */
  readonly remark: string | null;
}

/** Defaults as each framework documents them; every framework normalises with the biased variance in training. */
export const presets: Readonly<Record<PresetId, Preset>> = {
  cs231n: {
    id: 'cs231n',
    name: 'CS231n assignment 2',
    eps: 1e-5,
    oldWeight: 0.9,
    unbiasedRunningVar: false,
    initialRunningVar: 0,
    remark: null,
  },
  pytorch: {
    id: 'pytorch',
    name: 'PyTorch',
    eps: 1e-5,
    oldWeight: 0.9,
    unbiasedRunningVar: true,
    initialRunningVar: 1,
    remark: 'PyTorch writes momentum = 0.1 for the weight of the new batch.',
  },
  keras: {
    id: 'keras',
    name: 'Keras 3',
    eps: 1e-3,
    oldWeight: 0.99,
    unbiasedRunningVar: false,
    initialRunningVar: 1,
    remark: null,
  },
  flax: {
    id: 'flax',
    name: 'Flax Linen',
    eps: 1e-5,
    oldWeight: 0.99,
    unbiasedRunningVar: false,
    initialRunningVar: 1,
    remark: 'Flax computes the variance as E[x²] − E[x]² unless use_fast_variance is off.',
  },
  caffe: {
    id: 'caffe',
    name: 'Caffe',
    eps: 1e-5,
    oldWeight: 0,
    unbiasedRunningVar: true,
    initialRunningVar: 0,
    remark: 'Caffe keeps sums and a scale factor, and leaves gamma and beta to a separate Scale layer.',
  },
  mxnet: {
    id: 'mxnet',
    name: 'MXNet',
    eps: 1e-3,
    oldWeight: 0.9,
    unbiasedRunningVar: false,
    initialRunningVar: 1,
    remark: 'MXNet fixes gamma to 1 and its gradient to 0 unless fix_gamma is False, as it is here.',
  },
  paper: {
    id: 'paper',
    name: 'Paper (Ioffe and Szegedy 2015)',
    eps: 1e-5,
    oldWeight: 0,
    unbiasedRunningVar: true,
    initialRunningVar: 0,
    remark: 'The paper leaves eps unspecified and averages the statistics over many batches.',
  },
};
