import * as vscode from 'vscode';
import { overall } from '../core/report/overall';
import { formatNumber } from '../core/tensor/format';
import type { Judgement, Verdict } from '../core/report/report';
import { setContext } from './context';
import { placeOfWorst } from './reveal';
import type { Session } from './session';

const colours: Readonly<Record<Verdict, string>> = {
  agrees: 'editorInfo.foreground',
  'cannot-decide': 'editorWarning.foreground',
  disagrees: 'editorError.foreground',
};

/** Marks the worst element in the editor, with a hover that gives its numbers. */
export class Marks implements vscode.Disposable {
  private readonly types = Object.fromEntries(
    Object.entries(colours).map(([verdict, colour]) => [
      verdict,
      vscode.window.createTextEditorDecorationType({
        border: '1px solid',
        borderColor: new vscode.ThemeColor(colour),
        overviewRulerColor: new vscode.ThemeColor(colour),
        overviewRulerLane: vscode.OverviewRulerLane.Right,
      }),
    ]),
  );
  private readonly listeners: vscode.Disposable[];

  constructor(private readonly session: Session) {
    this.listeners = [
      session.onDidChange(() => this.draw()),
      session.onDidLook(() => this.draw()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.draw()),
    ];
  }

  clear(): void {
    for (const editor of vscode.window.visibleTextEditors) this.decorate(editor, null, []);
    setContext('marked', false);
  }

  dispose(): void {
    for (const disposable of [...this.listeners, ...Object.values(this.types)]) disposable.dispose();
  }

  private draw(): void {
    const { result, route } = this.session;
    const place = result && placeOfWorst(result, route);
    if (!result || !place) return this.clear();
    setContext('marked', true);
    const judgement = overall(result.report, route);
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor;
      const here = document.uri.toString() === place.uri.toString();
      const range = new vscode.Range(document.positionAt(place.start), document.positionAt(place.end));
      this.decorate(editor, judgement.verdict, here ? [{ range, hoverMessage: hover(judgement) }] : []);
    }
  }

  private decorate(
    editor: vscode.TextEditor,
    verdict: Verdict | null,
    marks: vscode.DecorationOptions[],
  ): void {
    for (const [key, type] of Object.entries(this.types))
      editor.setDecorations(type, key === verdict ? marks : []);
  }
}

function hover({ sentence, worst }: Judgement): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.appendMarkdown('**BN Gradcheck**  \n');
  markdown.appendText(sentence);
  if (worst === null) return markdown;
  const { element, value, expected, bound } = worst;
  markdown.appendMarkdown('\n\n| element | value | exact | explained by rounding |\n|---|---|---|---|\n');
  markdown.appendMarkdown(
    `| \`${element}\` | ${formatNumber(value, 10)} | ${formatNumber(expected, 10)} | ${formatNumber(bound, 2)} |`,
  );
  return markdown;
}
