import { layerNames } from '../layer/form';
import type { RouteId, Comparison, Diagnosis, InputReport, Report, StepReport, Verdict } from './report';
import { formatNumber } from '../tensor/format';
import { shapeText } from '../tensor/tensor';
import { summarise } from './json';
import { ofNothingNote, relErrorOfNothing, ulpsOfNothing } from './nothing';

/** What a report says beside its verdict, each with the word it is announced by. */
export interface Remark {
  readonly label: 'why' | 'law' | 'blind spot' | 'note';
  readonly message: string;
  /** The term as it is and as it should be, in TeX. */
  readonly terms: Diagnosis['terms'];
}

/** A part of the derivation: the forward pass, or a route back. */
export interface Chapter {
  readonly title: string;
  readonly about: string | null;
  readonly steps: readonly StepReport[];
}

/** A report in the order in which it is told, whatever it is written in: text, Markdown, LaTeX. */
export interface Outline {
  readonly verdict: Verdict;
  readonly verdictWords: string;
  readonly sentence: string;
  readonly remarks: readonly Remark[];
  readonly headline: string;
  readonly inputs: readonly (readonly [name: string, shape: string, origin: string])[];
  readonly errors: {
    readonly header: readonly string[];
    readonly rows: readonly (readonly string[])[];
    readonly footnote: string | null;
  };
  readonly chapters: readonly Chapter[];
  /** How much faster the closed form is, in a sentence; null where it was not measured. */
  readonly speedup: string | null;
}

const verdictWords = { agrees: 'Agrees', disagrees: 'Disagrees', 'cannot-decide': 'Cannot decide' } as const;

/** Marks an error relative to what is nearly 0. */
export const ofNothing = '*';

const errorHeader = ['output', 'left', 'right', 'max abs', 'rel_error', 'ulps', 'worst', 'verdict'];

/** The outline of a report about what the user brought, or else about the route that is looked at. */
export function outlineOf(report: Report, route: RouteId): Outline {
  const { verdict, sentence, diagnosis } = summarise(report, route);
  const remark =
    (label: Remark['label']) =>
    (message: string): Remark => ({ label, message, terms: null });
  const rows = report.comparisons
    .filter((row) => row.left !== 'article' || route === 'article')
    .map(errorRow);
  const { speedup } = report;
  return {
    verdict,
    verdictWords: verdictWords[verdict],
    sentence,
    remarks: [
      ...diagnosis.map(({ message, terms }): Remark => ({ label: 'why', message, terms })),
      ...report.invariants.map(({ message }) => message).map(remark('law')),
      ...report.blindSpots.map(({ message }) => message).map(remark('blind spot')),
      ...report.notes.map(remark('note')),
    ],
    headline: headline(report),
    inputs: report.inputs.map((input) => [input.name, shapeText(input.shape), originText(input)]),
    errors: {
      header: errorHeader,
      rows,
      footnote: rows.flat().some((cell) => cell.endsWith(ofNothing)) ? ofNothingNote : null,
    },
    chapters: [
      { title: 'Forward pass', about: null, steps: report.forward },
      ...report.routes
        .filter(({ sound, id }) => sound || id === route)
        .map(({ name, about, steps }) => ({ title: `Backward pass: ${name}`, about, steps })),
    ],
    speedup:
      speedup === null
        ? null
        : `closed form against graph: ${formatNumber(speedup, 3)} times as fast (medians)`,
  };
}

/** The layer and what was chosen about it. */
function headline({ form, mode, preset, precision, eps, options }: Report): string {
  const { p, pMeaning, variant } = options;
  const about =
    form.layer === 'dropout' ? [`${variant}, p = ${p} to ${pMeaning}`] : [preset, `eps = ${eps.value}`];
  return [
    layerNames[form.layer],
    ...(form.layer === 'batchnorm' || form.layer === 'dropout'
      ? [`${mode === 'train' ? 'training' : 'evaluation'} mode`]
      : []),
    ...about,
    precision,
  ].join(', ');
}

function originText({ origin }: InputReport): string {
  switch (origin.kind) {
    case 'text':
      return `line ${origin.place.line}`;
    case 'chosen':
      return `chosen by us: ${origin.how}`;
    case 'given':
      return 'given';
  }
}

function errorRow(row: Comparison): string[] {
  const relError = formatNumber(row.relError, 3) + (relErrorOfNothing(row) ? ofNothing : '');
  const ulps = row.ulps === null ? '' : ulpsOfNothing(row) ? ofNothing : formatNumber(row.ulps, 3);
  const worst = row.worst?.element ?? '';
  return [row.output, row.left, row.right, formatNumber(row.maxAbs, 3), relError, ulps, worst, row.verdict];
}
