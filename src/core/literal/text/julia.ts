import { captionAbove } from './caption';
import type { Lines } from './lines';
import { Printed, refusedPrint } from './printed';
import type { Print } from './prints';

const HEAD =
  /^(?:([\p{L}_][\p{L}\p{N}_!]*) = )?(\d+(?:×\d+)*)(?:-element)? .*\b(Float64|Float32|Float16|U?Int\d*)\b.*:$/u;
const PAGE = /^\[:, :, (\d+(?:, \d+)*)\] =$/;
const LEFT_OUT = /[\u2026\u22ee\u22f1]/;
const ADVICE = 'with show(stdout, "text/plain", array) or show(stdout, array)';

/** Arrays as Julia shows them: `2×3 Matrix{Float64}:` above the rows, pages under `[:, :, 1] =`. */
export function readJuliaPrint(lines: Lines, line: number): Print | null {
  if (lines.text.charAt(lines.end(line) - 1) !== ':' || lines.end(line) - lines.start(line) > 200)
    return null;
  const match = HEAD.exec(lines.textOf(line));
  if (match === null) return null;
  const [, name, lengths = '', type] = match;
  const shape = lengths.split('×').map(Number);
  const printed = new Printed();
  let page: number[] = [];
  let fits = true;
  let elided = false;
  let end = line + 1;
  for (let at = line + 1; at < lines.count && fits; at = end) {
    const next = shape.length > 2 ? lines.skipBlank(at) : at;
    const head = next < lines.count ? PAGE.exec(lines.textOf(next)) : null;
    if (head !== null) {
      if (page.length > 0) fits = printed.endPage(page);
      page = (head[1] ?? '').split(', ').map(Number);
      end = next + 1;
      continue;
    }
    if (at >= lines.count || lines.isBlank(at) || !/^[-\d.NI\u2026\u22ee]/.test(lines.textOf(at))) break;
    elided ||= LEFT_OUT.test(lines.textOf(at));
    fits = elided || printed.row(lines, at, lines.start(at), -1);
    end = at + 1;
  }
  if (elided) return refusedPrint(lines, line, end, true, ADVICE);
  const range = lines.range(line, end - 1);
  const wanted = shape.length === 1 ? [...shape, 1] : shape;
  const dtype = type === 'Float64' ? 'float64' : type === 'Float32' ? 'float32' : 'int';
  const caption = name ?? captionAbove(lines, line)?.name ?? null;
  const finding = fits && printed.endPage(page) ? printed.finding(caption, range, dtype, wanted) : null;
  if (finding === null) return refusedPrint(lines, line, end, false, ADVICE);
  if (!finding.result.ok || type === 'Float16') return refusedPrint(lines, line, end, false, ADVICE);
  const { value } = finding.result;
  const literal = { ...value, tensor: { shape, data: value.tensor.data } };
  return { finding: { ...finding, result: { ok: true, value: literal } }, end };
}
