import type { ReportSummary } from '../core/report/report';

/** The forward pass in one sentence. */
export function aboutForward(report: ReportSummary): string {
  const { layer, layout, groups, normDims } = report.form;
  const lastAxes = normDims === 1 ? 'the last axis' : `the last ${normDims} axes`;
  switch (layer) {
    case 'batchnorm':
      if (report.mode === 'eval') return 'Evaluation: normalised with the running statistics.';
      return layout === 'ND'
        ? 'Training: normalised with the statistics of x, each feature over the batch.'
        : 'Training: normalised with the statistics of x, each channel over the batch and all positions.';
    case 'layernorm':
      return `Normalised over ${lastAxes} of x.`;
    case 'groupnorm':
      return groups === 1
        ? 'Each sample is normalised over all its channels and positions.'
        : `Each sample is normalised over its positions and each of ${groups} groups of its channels.`;
    case 'instancenorm':
      return 'Each channel of each sample is normalised over its positions.';
    case 'rmsnorm':
      return `Divided by the root mean square over ${lastAxes} of x; the mean stays where it is.`;
    case 'dropout':
      return aboutDropout(report);
  }
}

function aboutDropout({ mode, options: { variant } }: ReportSummary): string {
  if (mode === 'train') {
    return variant === 'inverted'
      ? 'Training: what the mask drops is 0, and what it keeps is divided by the probability of keeping.'
      : 'Training: what the mask drops is 0, and what it keeps stays as it is.';
  }
  return variant === 'inverted'
    ? 'Evaluation: nothing is dropped and nothing scaled.'
    : 'Evaluation: nothing is dropped, and all is multiplied by the probability of keeping.';
}
