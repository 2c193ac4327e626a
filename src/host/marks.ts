import * as vscode from 'vscode';
import { marking, type Marked, type Marking } from '../core/report/marked';
import { formatNumber } from '../core/tensor/format';
import type { RouteId, Verdict } from '../core/report/report';
import { setContext } from './context';
import { hoversOf } from './hover';
import { placeOfArray, placeOfElement, type TextPlace } from './reveal';
import type { Result, Session } from './session';
import { onSetting, setting } from './settings';
import { verdictSigns } from './verdict';

/** What each verdict looks like in the text: never told by its colour alone. */
const looks: Readonly<Record<Verdict, { readonly colour: string; readonly border: string }>> = {
  agrees: { colour: 'editorInfo.foreground', border: 'dotted' },
  'cannot-decide': { colour: 'editorWarning.foreground', border: 'dashed' },
  disagrees: { colour: 'editorError.foreground', border: 'solid' },
};

/** A decoration, and the place in a document that it belongs to. */
interface Mark {
  readonly type: vscode.TextEditorDecorationType;
  readonly place: TextPlace;
  readonly atLineEnd?: string;
  readonly hover?: vscode.MarkdownString;
}

/** Marks the worst elements in the editor, with hovers that give their numbers, and the verdict beside the array. */
export class Marks implements vscode.Disposable {
  private readonly types = mapVerdicts(({ colour, border }) => ({
    element: elementType(colour, `1px ${border}`),
    worst: elementType(colour, `2px ${border}`),
    line: vscode.window.createTextEditorDecorationType({
      after: { color: new vscode.ThemeColor(colour), margin: '0 0 0 2em' },
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
    }),
  }));
  private readonly listeners: vscode.Disposable[];
  private marks: readonly Mark[] = [];
  /** What the marks are of; a result stays cleared until there is another. */
  private of: { readonly result: Result | null; readonly route: RouteId } | null = null;

  constructor(private readonly session: Session) {
    this.listeners = [
      session.onDidChange(() => this.update()),
      session.onDidLook(() => this.update()),
      onSetting('marks', () => this.update(true)),
      onSetting('maxMarks', () => this.update(true)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.draw()),
    ];
  }

  clear(): void {
    this.marks = [];
    this.draw();
  }

  dispose(): void {
    const types = Object.values(this.types).flatMap((each) => Object.values(each));
    for (const disposable of [...this.listeners, ...types]) disposable.dispose();
  }

  /** Makes the marks anew where there is another result or another route is looked at. */
  private update(always = false): void {
    const { result, route } = this.session;
    if (!always && this.of?.result === result && this.of.route === route) return;
    this.of = { result, route };
    this.marks = result !== null && setting('marks', result.target.uri) ? this.marksOf(result, route) : [];
    this.draw();
  }

  private marksOf(result: Result, route: RouteId): Mark[] {
    const { report, target } = result;
    const most = vscode.workspace.getConfiguration('bnGradcheck', target.uri).get('maxMarks', 8);
    const marked = marking(report, route, most);
    const types = this.types[marked.judgement.verdict];
    const hover = hoversOf(report, route, marked);
    const elements = marked.elements.flatMap((element, k): Mark[] => {
      const place = placeOfElement(result, `${marked.source}.${element.output}`, element.position);
      return place ? [{ type: k === 0 ? types.worst : types.element, place, hover: hover(element) }] : [];
    });
    const [first] = marked.elements;
    const array = placeOfArray(result, `${marked.source}.${first?.output ?? 'dx'}`);
    return array
      ? [...elements, { type: types.line, place: array, atLineEnd: summary(marked, first) }]
      : elements;
  }

  private draw(): void {
    setContext('marked', this.marks.length > 0);
    for (const editor of vscode.window.visibleTextEditors) {
      const uri = editor.document.uri.toString();
      const here = this.marks.filter(({ place }) => place.uri.toString() === uri);
      for (const type of Object.values(this.types).flatMap((each) => Object.values(each))) {
        const options = here
          .filter((mark) => mark.type === type)
          .map((mark) => decoration(editor.document, mark));
        editor.setDecorations(type, options);
      }
    }
  }
}

function elementType(colour: string, border: string): vscode.TextEditorDecorationType {
  const color = new vscode.ThemeColor(colour);
  return vscode.window.createTextEditorDecorationType({
    border,
    borderColor: color,
    borderRadius: '2px',
    overviewRulerColor: color,
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

function decoration(
  document: vscode.TextDocument,
  { place: { start, end }, atLineEnd, hover }: Mark,
): vscode.DecorationOptions {
  const from = document.positionAt(start);
  if (atLineEnd === undefined)
    return { range: new vscode.Range(from, document.positionAt(end)), ...(hover && { hoverMessage: hover }) };
  const { end: lineEnd } = document.lineAt(from).range;
  return { range: new vscode.Range(lineEnd, lineEnd), renderOptions: { after: { contentText: atLineEnd } } };
}

/** The verdict in a few words. */
function summary({ judgement: { verdict } }: Marking, worst: Marked | undefined): string {
  const { sign, word } = verdictSigns[verdict];
  if (verdict === 'agrees' || worst === undefined) return `${sign} ${word}`;
  const off = formatNumber(Math.abs(worst.value - worst.expected), 3);
  return `${sign} ${word}: ${worst.element} is off by ${off}`;
}

function mapVerdicts<T>(of: (look: (typeof looks)[Verdict]) => T): Readonly<Record<Verdict, T>> {
  return {
    agrees: of(looks.agrees),
    'cannot-decide': of(looks['cannot-decide']),
    disagrees: of(looks.disagrees),
  };
}
