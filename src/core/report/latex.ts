import { excerptOf } from './excerpt';
import { ofNothing, outlineOf, type Chapter, type Remark } from './outline';
import type { Report, RouteId } from './report';
import type { Tensor } from '../tensor/tensor';

/** A report as a LaTeX document that compiles as it is, with packages that every distribution has. */
export function toLatex(report: Report, route: RouteId): string {
  const { verdictWords, sentence, remarks, headline, inputs, errors, chapters, speedup } = outlineOf(
    report,
    route,
  );
  return [
    String.raw`\documentclass{article}`,
    String.raw`\usepackage[margin=2cm]{geometry}`,
    String.raw`\usepackage{amsmath}`,
    String.raw`\usepackage{longtable}`,
    String.raw`\setlength{\parindent}{0pt}`,
    String.raw`\begin{document}`,
    `\\section*{${verdictWords}}`,
    escaped(sentence),
    ...remarks.map(remark),
    String.raw`\section*{Layer and inputs}`,
    escaped(headline),
    table('lll', ['input', 'shape', 'from'], inputs),
    String.raw`\section*{Errors}`,
    table('lllrrrll', errors.header, errors.rows),
    ...(errors.footnote === null ? [] : [escaped(`${ofNothing} ${errors.footnote}`)]),
    ...(speedup === null ? [] : [escaped(speedup)]),
    ...chapters.flatMap((part) => chapter(part, report.tensors)),
    String.raw`\end{document}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function remark({ label, message, terms }: Remark): string {
  const line = `\\textbf{${label}:} ${escaped(message)}`;
  return terms === null
    ? line
    : `${line}\n\\[ \\text{is: } ${terms.is} \\qquad \\text{due: } ${terms.due} \\]`;
}

function chapter({ title, about, steps }: Chapter, tensors: Report['tensors']): string[] {
  return [
    `\\section*{${escaped(title)}}`,
    ...(about === null ? [] : [escaped(about)]),
    ...steps.flatMap(({ name, tex, tensor }, k) => [
      `${k + 1}. ${escaped(name)}\n\\[ ${tex} \\]`,
      ...values(tensors[tensor]),
    ]),
  ];
}

function values(tensor: Tensor | undefined): string[] {
  if (tensor === undefined) return [];
  const { rows, omitted } = excerptOf(tensor);
  const matrix = String.raw`\[ \left[\begin{array}{${'r'.repeat(rows[0]?.length ?? 1)}}
${rows.map((row) => row.map(numberTex).join(' & ')).join(' \\\\\n')}
\end{array}\right] \]`;
  return [`{\\footnotesize ${matrix}}`, ...(omitted === null ? [] : [omitted])];
}

/** `1.5e-7` as a power of ten. */
function numberTex(number: string): string {
  const [mantissa = '', exponent] = number.split('e');
  if (/^-?(?:NaN|Infinity)$/.test(number))
    return number.replace('Infinity', String.raw`\infty`).replace('NaN', String.raw`\mathrm{NaN}`);
  return exponent === undefined ? mantissa : `${mantissa}\\cdot 10^{${exponent}}`;
}

function table(columns: string, header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `${cells.map(escaped).join(' & ')} \\\\`;
  return [
    `\\begin{longtable}{${columns}}`,
    line(header),
    String.raw`\hline`,
    ...rows.map(line),
    String.raw`\end{longtable}`,
  ].join('\n');
}

/** What our sentences hold beyond ASCII, and what is special to TeX. A hat stands behind its letter. */
const symbols: ReadonlyMap<string, string> = new Map([
  ['\\', String.raw`\textbackslash{}`],
  ['^', String.raw`\textasciicircum{}`],
  ['~', String.raw`\textasciitilde{}`],
  ['·', String.raw`$\cdot$`],
  ['−', '$-$'],
  ['±', String.raw`$\pm$`],
  ['×', String.raw`$\times$`],
  ['Σ', String.raw`$\Sigma$`],
  ['σ', String.raw`$\sigma$`],
  ['μ', String.raw`$\mu$`],
  ['γ', String.raw`$\gamma$`],
  ['β', String.raw`$\beta$`],
  ['ε', String.raw`$\epsilon$`],
  ['√', String.raw`$\surd$`],
  ['²', '$^2$'],
  ['³', '$^3$'],
  ['⁻', '$^-$'],
  ['ᵀ', '$^T$'],
  ['½', String.raw`$\frac12$`],
  ['’', "'"],
  ['…', String.raw`\ldots{}`],
  ['<', '$<$'],
  ['>', '$>$'],
  ['|', '$|$'],
  ['"', "''"],
]);

/** Text in which nothing is a command; letters that plain LaTeX does not know are given by their number. */
function escaped(text: string): string {
  return text.replace(/(\p{L})\u0302|[^\w\s.,:;()=+/-]|_/gu, (symbol, hatted: string | undefined) => {
    if (hatted !== undefined) return String.raw`$\hat{${hatted}}$`;
    const known = symbols.get(symbol);
    if (known !== undefined) return known;
    if (/^[#$%&_{}]$/.test(symbol)) return `\\${symbol}`;
    const code = symbol.codePointAt(0) ?? 0;
    return code < 0x100 ? symbol : `[U+${code.toString(16).toUpperCase()}]`;
  });
}
