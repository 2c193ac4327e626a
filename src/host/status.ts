import * as vscode from 'vscode';
import { overall } from '../core/report/overall';
import type { Session } from './session';
import { verdictSigns } from './verdict';

/** The last verdict in the status bar; a click shows the panel. */
export function registerStatus(session: Session): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('verdict', vscode.StatusBarAlignment.Left);
  item.name = 'BN Gradcheck';
  item.command = 'bnGradcheck.show';
  const draw = (): void => {
    const { result, route, state } = session;
    if (state.progress !== null) item.text = '$(sync~spin) BN checks';
    else if (result === null) return item.hide();
    else {
      const { verdict, sentence, worst } = overall(result.report, route);
      const { icon, word } = verdictSigns[verdict];
      const text = `${icon} BN ${word}`;
      item.text = verdict === 'disagrees' && worst !== null ? `${text}: ${worst.element}` : text;
      item.tooltip = `BN Gradcheck: ${sentence}`;
    }
    item.show();
  };
  return vscode.Disposable.from(item, session.onDidChange(draw), session.onDidLook(draw));
}
